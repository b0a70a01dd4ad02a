import { useManifestStream } from '#client/change-set/use-manifest-stream.ts'
import { ImpactWords, StageFaults } from '#parts/change-set/impact-panel.tsx'
import { Button } from '#ui/button.tsx'
import { DiffView } from '#ui/diff-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { parametersMessages } from './messages.ts'
import { useValuesImpact } from './use-values-impact.ts'
import { useValues } from './values-context.ts'

/** While typing: how far the change set reaches, and the first difference in the manifests. */
export function LiveImpact() {
  const t = useMessages(parametersMessages)
  const { project, show } = useValues()
  const { stages, documents } = useValuesImpact()
  const stream = useManifestStream(project, stages, documents, 1)
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
