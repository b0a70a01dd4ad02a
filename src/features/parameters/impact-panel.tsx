import { Hand } from 'lucide-react'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { hueOf } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import { problemOf } from '#client/problems.ts'
import type { StageImpact } from '#domain/parameters/impact.ts'
import { FoldedDiff } from '#parts/change-set/folded-diff.tsx'
import { Button } from '#ui/button.tsx'
import { DiffView } from '#ui/diff-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { EnvironmentChip } from '#ui/marks.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { parametersMessages } from './messages.ts'
import { useImpact } from './use-impact.ts'
import { type ManifestStream, useManifestStream } from './use-manifest-stream.ts'
import { useValues } from './values-context.ts'

/** While typing: how far the change set reaches, and the first difference in the manifests. */
export function LiveImpact() {
  const t = useMessages(parametersMessages)
  const { project, publishedWorld, show } = useValues()
  const { stages, documents } = useImpact(publishedWorld)
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
          {first.files.slice(0, 1).map((file) => (
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

function ImpactWords({ stages }: { readonly stages: readonly StageImpact[] }) {
  const t = useMessages(parametersMessages)
  if (stages.length === 0) return t('changesNothing')
  const deployments = new Set(stages.map(({ application, deployment }) => `${application}/${deployment}`))
  const gates = new Set(stages.flatMap(({ line, gates: names }) => names.map((name) => `${line}/${name}`)))
  return t('impactSize', { stages: stages.length, deployments: deployments.size, gates: gates.size })
}

/** Before publishing: everything that would change, application by environment, with the differences of its manifests (design 5.2). */
export function ImpactPanel() {
  const t = useMessages(parametersMessages)
  const { project, publishedWorld } = useValues()
  const { stages, documents } = useImpact(publishedWorld)
  const stream = useManifestStream(project, stages, documents)
  const groups = useMemo(() => groupStages(stages), [stages])
  return (
    <section className="lw-values-impact" aria-label={t('wouldChange')}>
      <header className="lw-row lw-spread">
        <h3>{t('wouldChange')}</h3>
        <span role="status" className="lw-muted">
          {stream.done < stream.all || (stream.all === 0 && stages.length > 0)
            ? t('compiledStages', { done: stream.done, all: stages.length })
            : null}
        </span>
      </header>
      <p>
        <ImpactWords stages={stages} />
      </p>
      {stream.error === null ? null : <ProblemPanel problem={problemOf(stream.error)} />}
      {groups.map(([name, members]) => (
        <DeploymentImpact key={name} members={members} stream={stream} />
      ))}
    </section>
  )
}

function groupStages(stages: readonly StageImpact[]): readonly (readonly [string, readonly StageImpact[]])[] {
  const groups = new Map<string, StageImpact[]>()
  for (const stage of stages) {
    const name = `${stage.application} ${stage.deployment}`
    groups.set(name, [...(groups.get(name) ?? []), stage])
  }
  return [...groups]
}

function DeploymentImpact({
  members,
  stream,
}: {
  readonly members: readonly StageImpact[]
  readonly stream: ManifestStream
}) {
  const { world } = useValues()
  const [first] = members
  if (first === undefined) return null
  return (
    <section className="lw-values-impact-group">
      <h4 className="lw-row">
        {first.application}
        <EnvironmentChip name={first.environment} hue={hueOf(world.environments, first.environment)} />
      </h4>
      {members.map((impact) => (
        <StageImpactView key={`${impact.line} ${impact.stage}`} impact={impact} stream={stream} />
      ))}
    </section>
  )
}

function StageImpactView({ impact, stream }: { readonly impact: StageImpact; readonly stream: ManifestStream }) {
  const t = useMessages(parametersMessages)
  const { project } = useValues()
  const { line, stage, gates, values, isPublished, isDrafted } = impact
  const diff = stream.diffs.find((one) => one.impact.line === line && one.impact.stage === stage)
  return (
    <div className="lw-values-impact-stage">
      <p className="lw-row">
        <Link to={pathTo('line', { project, line }, { select: stage, tab: 'manifests' })}>{stage}</Link>
        <span className="lw-muted">{line}</span>
        {isPublished ? null : <span>{t('stageNew')}</span>}
        {isDrafted ? null : <span>{t('stageGone')}</span>}
        {gates.map((gate) => (
          <span key={gate} className="lw-row">
            <Hand size={14} aria-hidden /> {t('gateNamed', { name: gate })}
          </span>
        ))}
      </p>
      {values.length === 0 ? null : (
        <ul className="lw-values-found">
          {values.map(({ name, before, after }) => (
            <li key={name}>
              <span className="lw-mono">{name}</span>
              <span className="lw-mono">
                <del>{before ?? t('none')}</del> <ins>{after ?? t('none')}</ins>
              </span>
            </li>
          ))}
        </ul>
      )}
      {diff?.files.map((file) => (
        <FoldedDiff key={file.path} className="lw-form-group" {...file} />
      ))}
    </div>
  )
}
