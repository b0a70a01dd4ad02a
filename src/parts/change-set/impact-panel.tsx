import { CircleX, Hand, UnfoldVertical } from 'lucide-react'
import { memo, useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { Impact } from '#client/change-set/use-impact.ts'
import { type StageDiff, useManifestStream } from '#client/change-set/use-manifest-stream.ts'
import { hueOf } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import { problemOf } from '#client/problems.ts'
import type { StageImpact } from '#domain/parameters/impact.ts'
import type { Environment } from '#domain/project.ts'
import { oneLine } from '#ui/fields/one-line.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { EnvironmentChip } from '#ui/marks.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { useFindingWords } from '../findings/use-finding-words.ts'
import { useLinePlaces } from '../manifests/use-line-places.ts'
import { FoldedDiff } from './folded-diff.tsx'
import { reviewMessages } from './review-messages.ts'
import './review.css'

export interface ImpactPanelProps {
  readonly project: string
  readonly environments: readonly Environment[]
  readonly impact: Impact
}

/** As many stages as a browser lays out without a noticeable delay. */
const stagesAtOnce = 60

/** Everything that publishing would change, by application and environment, with diffs of manifests. */
export function ImpactPanel({ project, environments, impact }: ImpactPanelProps) {
  const t = useMessages(reviewMessages)
  const stream = useManifestStream(project, impact)
  const { same } = stream
  const stages = useMemo(() => withoutSame(impact.stages, same), [impact.stages, same])
  const [shown, setShown] = useState(stagesAtOnce)
  const groups = useMemo(() => {
    const inOrder = [...byDeployment(stages).values()].flat()
    return [...byDeployment(inOrder.slice(0, shown))]
  }, [stages, shown])
  const left = stages.length - shown
  const diffs = useMemo(() => new Map(stream.diffs.map((diff) => [nameOf(diff.impact), diff])), [stream.diffs])
  const isUnderWay = stream.done < impact.stages.length && stream.error === null
  return (
    <section className="lw-impact" aria-label={t('wouldChange')}>
      <header className="lw-row lw-spread">
        <h3>{t('wouldChange')}</h3>
        <span role="status" className="lw-muted">
          {isUnderWay ? t('comparedStages', { done: stream.done, all: impact.stages.length }) : null}
        </span>
      </header>
      <p>
        <ImpactWords stages={stages} />{' '}
        {stages.length > 0 && !isUnderWay && stream.diffs.length === 0 && stream.error === null
          ? t('manifestsSame')
          : null}
      </p>
      {stream.error === null ? null : <ProblemPanel problem={problemOf(stream.error)} onRetry={stream.retry} />}
      {groups.map(([name, members]) => (
        <DeploymentImpact key={name} project={project} environments={environments} members={members} diffs={diffs} />
      ))}
      {left <= 0 ? null : (
        <button type="button" className="lw-text-button" onClick={() => setShown(shown + stagesAtOnce)}>
          <UnfoldVertical size={14} aria-hidden /> {t('moreStages', { count: left })}
        </button>
      )}
    </section>
  )
}

function byDeployment(stages: readonly StageImpact[]): ReadonlyMap<string, readonly StageImpact[]> {
  return Map.groupBy(stages, ({ application, deployment }) => `${application} ${deployment}`)
}

function nameOf({ line, stage }: StageImpact): string {
  return `${line} ${stage}`
}

/** Leaves out stages that were only compared because a QVS Config changed, and turned out the same. */
function withoutSame(stages: readonly StageImpact[], same: readonly StageImpact[]): readonly StageImpact[] {
  const names = new Set(same.map(nameOf))
  return stages.filter((impact) => !impact.isOnlyReconfigured || !names.has(nameOf(impact)))
}

/** What a change set affects, in numbers. */
export function ImpactWords({ stages }: { readonly stages: readonly StageImpact[] }) {
  const t = useMessages(reviewMessages)
  if (stages.length === 0) return t('changesNothing')
  const deployments = new Set(stages.map(({ application, deployment }) => `${application}/${deployment}`))
  const gates = new Set(stages.flatMap(({ line, gates: names }) => names.map((name) => `${line}/${name}`)))
  return t('impactSize', { stages: stages.length, deployments: deployments.size, gates: gates.size })
}

interface DeploymentImpactProps {
  readonly project: string
  readonly environments: readonly Environment[]
  readonly members: readonly StageImpact[]
  readonly diffs: ReadonlyMap<string, StageDiff>
}

function DeploymentImpact({ project, environments, members, diffs }: DeploymentImpactProps) {
  const [first] = members
  if (first === undefined) return null
  return (
    <section className="lw-impact-group">
      <h4 className="lw-row">
        {first.application}
        <EnvironmentChip name={first.environment} hue={hueOf(environments, first.environment)} />
      </h4>
      {members.map((impact) => (
        <StageImpactView key={nameOf(impact)} project={project} impact={impact} diff={diffs.get(nameOf(impact))} />
      ))}
    </section>
  )
}

const nothing: readonly never[] = []

interface StageImpactProps {
  readonly project: string
  readonly impact: StageImpact
  readonly diff: StageDiff | undefined
}

// Memoized, or each comparison that arrives would redraw all stages.
const StageImpactView = memo(function StageImpactView({ project, impact, diff }: StageImpactProps) {
  const t = useMessages(reviewMessages)
  const { line, stage, gates, values, formerly, isPublished, isDrafted } = impact
  const places = useLinePlaces(project, line, stage)
  return (
    <div className="lw-impact-stage">
      <p className="lw-row">
        <Link to={pathTo('line', { project, line }, { select: stage, tab: 'manifests' })}>{stage}</Link>
        <span className="lw-muted">{line}</span>
        {formerly === undefined ? null : <span>{t('stageRenamed', { from: formerly })}</span>}
        {isPublished ? null : <span>{t('stageNew')}</span>}
        {isDrafted ? null : <span>{t('stageGone')}</span>}
        {gates.map((gate) => (
          <span key={gate} className="lw-row">
            <Hand size={14} aria-hidden /> {t('gateNamed', { name: gate })}
          </span>
        ))}
      </p>
      {values.length === 0 ? null : (
        <ul className="lw-impact-values">
          {values.map(({ name, before, after }) => (
            <li key={name}>
              <span className="lw-mono">{name}</span>
              <span className="lw-mono">
                {before === undefined ? null : <del>{shownValue(before)}</del>}{' '}
                {after === undefined ? null : <ins>{shownValue(after)}</ins>}
              </span>
            </li>
          ))}
        </ul>
      )}
      {diff === undefined ? null : <StageFaults faults={diff.faults} />}
      {diff?.files.map(({ origins, ...file }) => (
        <FoldedDiff key={file.path} {...file} trace={{ project, origins, parameters: nothing, places }} />
      ))}
    </div>
  )
})

/** An empty text is a value too, and lines are not spaces. */
function shownValue(value: string): string {
  return value === '' ? '""' : oneLine(value)
}

/** Why a stage cannot be compiled with these changes. */
export function StageFaults({ faults }: { readonly faults: StageDiff['faults'] }) {
  const t = useMessages(reviewMessages)
  const words = useFindingWords()
  if (faults.length === 0) return null
  const told = faults.map((fault) => [words.said(fault), words.fix(fault)].filter((text) => text !== undefined))
  return (
    <div className="lw-impact-faults">
      <p>
        <CircleX size={14} aria-hidden /> {t('notCompiled')}
      </p>
      <ul>
        {[...new Map(told.map((texts) => [texts.join('\n'), texts]))].map(([key, [said, fix]]) => (
          <li key={key}>
            {said}
            {fix === undefined ? null : <span className="lw-help">{fix}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
