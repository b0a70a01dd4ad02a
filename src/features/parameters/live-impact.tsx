import { useMemo } from 'react'
import { useManifestStream } from '#client/change-set/use-manifest-stream.ts'
import type { StageImpact } from '#domain/parameters/impact.ts'
import type { Scope } from '#domain/parameters/scope.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { ImpactWords, StageFaults } from '#parts/change-set/impact-panel.tsx'
import { Button } from '#ui/button.tsx'
import { DiffView } from '#ui/diff/diff-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { parametersMessages } from './messages.ts'
import { useValuesImpact } from './use-values-impact.ts'
import { useValues } from './values-context.ts'

interface LiveImpactProps {
  readonly row: SheetRow
  readonly scope: Scope
}

/** While typing: what the change set affects, and the first difference in the manifests. */
export function LiveImpact({ row, scope }: LiveImpactProps) {
  const t = useMessages(parametersMessages)
  const { project, show } = useValues()
  const impact = useValuesImpact()
  const { stages, documents } = impact
  // Stages that the current value affects are compiled first.
  const ordered = useMemo(
    () => stages.toSorted((a, b) => distance(a, row.name, scope) - distance(b, row.name, scope)),
    [stages, row.name, scope],
  )
  const stream = useManifestStream(project, { ...impact, stages: ordered }, { isFirstLook: true })
  if (Object.keys(documents).length === 0) return null
  const [first] = stream.diffs
  return (
    <section className="lw-values-section" aria-label={t('wouldChange')}>
      <h3>{t('wouldChange')}</h3>
      <p role="status">
        <ImpactWords stages={stages} />
      </p>
      {first === undefined || stages.length === 0 ? null : (
        <>
          <h4 className="lw-mono">{first.impact.stage}</h4>
          <StageFaults faults={first.faults} />
          {(first.faults.length > 0 ? [] : first.files.slice(0, 1)).map((file) => (
            <DiffView
              key={file.path}
              label={t('diffOf', { name: file.path })}
              before={file.before}
              after={file.after}
              beforeTitle={file.path}
              afterTitle={t('draft')}
              sideBySide={false}
            />
          ))}
        </>
      )}
      {stages.length === 0 ? null : <Button onPress={() => show({ dialog: 'review' })}>{t('showAllChanges')}</Button>}
    </section>
  )
}

function distance({ values, application, deployment }: StageImpact, parameter: string, scope: Scope): number {
  const isHere = scope.kind !== 'deployment' || (scope.application === application && scope.deployment === deployment)
  return (values.some(({ name }) => name === parameter) ? 0 : 2) + (isHere ? 0 : 1)
}
