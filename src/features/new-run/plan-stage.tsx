import { ChevronRight, GitCommitHorizontal, SkipForward } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import type { PlannedStage, RunPlan } from '#contract/run-plans.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { TracedDiff } from '#parts/manifests/traced-diff.tsx'
import { layerWord } from '#parts/values/layer-words.ts'
import { valueMessages } from '#parts/values/value-messages.ts'
import { countChanges, diffRows } from '#ui/diff/diff-lines.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge, EnvironmentChip, type EnvironmentHue } from '#ui/marks.tsx'
import { useNarrow } from '#ui/narrow.ts'
import { StateMark } from '#ui/state-mark.tsx'
import { WideTable } from '#ui/tables/table.tsx'
import { shortDigest } from '#ui/text/values.tsx'
import { newRunMessages } from './messages.ts'
import { usePlanTrace } from './use-plan-trace.ts'

export interface PlanStageProps {
  readonly project: string
  readonly plan: Pick<RunPlan, 'line' | 'inputs'>
  readonly stage: PlannedStage
  readonly hue: EnvironmentHue
  /** Usual duration in milliseconds. */
  readonly usual: number | undefined
  readonly isOpen: boolean
  readonly onToggle: (isOpen: boolean) => void
}

/** A stage of the plan: a line of facts that unfolds to the details. */
export function PlanStage({ project, plan, stage, hue, usual, isOpen, onToggle }: PlanStageProps) {
  const t = useMessages(newRunMessages)
  const format = useFormat()
  const problems = stage.findings.filter(({ severity }) => severity === 'error').length
  return (
    <details
      className="lw-plan-stage"
      open={isOpen}
      onToggle={(event) => {
        if (event.currentTarget.open !== isOpen) onToggle(event.currentTarget.open)
      }}
    >
      <summary>
        <ChevronRight size={16} className="lw-plan-turn" aria-hidden />
        <span className="lw-plan-name">
          <strong className="lw-ellipsis">{stage.stage}</strong>
          <EnvironmentChip name={stage.environment} hue={hue} />
          <span className="lw-muted lw-ellipsis">{stage.application}</span>
          {problems > 0 ? <Badge tone="red">{t('problems', { count: problems })}</Badge> : null}
        </span>
        <span className="lw-plan-facts lw-muted">
          <span>
            {stage.after.length > 0
              ? t('after', { stages: format.list(stage.after) })
              : t(stage.gates.length === 0 ? 'atOnce' : 'afterGate')}
          </span>
          <ManifestFact stage={stage} />
          <span className="lw-num">
            {usual === undefined ? t('neverRan') : t('about', { time: format.duration(usual) })}
          </span>
        </span>
      </summary>
      {isOpen ? <StageBody project={project} plan={plan} stage={stage} /> : null}
    </details>
  )
}

function ManifestFact({ stage }: { readonly stage: PlannedStage }) {
  const t = useMessages(newRunMessages)
  const all = stage.manifests.length
  const changed = changedOf(stage).length
  if (all === 0) return <span>{t('nothingDeployed')}</span>
  if (stage.deployed === undefined) return <span>{t('firstDeployment', { count: all })}</span>
  return changed === 0 ? (
    <span>{t('noChange')}</span>
  ) : (
    <span className="lw-plan-changed">{t('changedOf', { changed: String(changed), all: String(all) })}</span>
  )
}

/** The manifests of a stage that differ from what is deployed. */
export function changedOf(stage: PlannedStage): PlannedStage['manifests'] {
  return stage.manifests.filter(({ now, after }) => now !== after)
}

type StageBodyProps = Pick<PlanStageProps, 'project' | 'plan' | 'stage'>

function StageBody({ project, plan, stage }: StageBodyProps) {
  const t = useMessages(newRunMessages)
  const words = useFindingWords()
  return (
    <div className="lw-plan-body">
      {stage.findings.map((finding) => (
        <p key={`${finding.code} ${finding.message}`} className="lw-plan-note">
          <StateMark state={finding.severity === 'error' ? 'failed' : 'drifted'} word={words.said(finding)} />
          {words.fix(finding) === undefined ? null : <span className="lw-muted">{words.fix(finding)}</span>}
        </p>
      ))}
      {stage.tasks.map((task) => (
        <p key={task.task} className="lw-plan-note">
          <SkipForward size={16} aria-hidden />
          {t(task.verdict, { task: task.task })}
          <code className="lw-muted">{task.why}</code>
        </p>
      ))}
      {stage.commits.map(({ parameter, revision, commit, subject }) => (
        <p key={parameter} className="lw-plan-note">
          <GitCommitHorizontal size={16} aria-hidden />
          <span title={commit}>{t('commitOf', { revision, commit: shortDigest(commit) })}</span>
          {subject === undefined ? null : <span className="lw-muted">{subject}</span>}
        </p>
      ))}
      {stage.manifests.length === 0 ? null : <Manifests project={project} plan={plan} stage={stage} />}
      <Values stage={stage} />
    </div>
  )
}

function Manifests({ project, plan, stage }: StageBodyProps) {
  const t = useMessages(newRunMessages)
  const isNarrow = useNarrow()
  const changed = useMemo(
    () => changedOf(stage).map((file) => ({ ...file, ...countChanges(diffRows(file.now, file.after)) })),
    [stage],
  )
  const [chosen, setChosen] = useState<string>()
  const file = changed.find(({ path }) => path === chosen) ?? changed[0]
  const trace = usePlanTrace(project, plan, stage, file)
  const { deployed } = stage
  const equal = stage.manifests.length - changed.length
  return (
    <section className="lw-plan-part" aria-label={t('manifests')}>
      <h4>
        {t('manifests')}
        <span className="lw-muted">
          {deployed === undefined
            ? t('againstNothing')
            : t('against', { version: deployed.version, number: String(deployed.number) })}
          {equal > 0 ? ` · ${t('equalFiles', { count: equal })}` : ''}
        </span>
      </h4>
      {file === undefined ? null : (
        <>
          <ul className="lw-plan-files" aria-label={t('manifests')}>
            {changed.map((one) => (
              <li key={one.path}>
                <button type="button" aria-pressed={one.path === file.path} onClick={() => setChosen(one.path)}>
                  {one.path}
                  <span className="lw-plan-plus">+{one.added}</span>
                  <span className="lw-plan-minus">−{one.removed}</span>
                </button>
              </li>
            ))}
          </ul>
          <TracedDiff
            trace={trace}
            key={file.path}
            label={file.path}
            before={file.now}
            after={file.after}
            beforeTitle={t(file.now === '' ? 'afterwards' : 'before')}
            afterTitle={t('afterwards')}
            sideBySide={!isNarrow && file.now !== ''}
          />
        </>
      )}
    </section>
  )
}

function Values({ stage }: { readonly stage: PlannedStage }) {
  const t = useMessages(newRunMessages)
  const words = useMessages(valueMessages)
  const before = new Map(stage.values.map((value) => [value.parameter, value.now]))
  // Changed values first: they are what people look for.
  const rows = stage.parameters.toSorted((a, b) => Number(before.has(b.name)) - Number(before.has(a.name)))
  if (rows.length === 0) return null
  return (
    <section className="lw-plan-part" aria-label={t('values')}>
      <h4>
        {t('values')}
        <span className="lw-muted">
          {stage.deployed === undefined ? '' : t('valuesDiffer', { count: stage.values.length })}
        </span>
      </h4>
      <WideTable
        label={t('values')}
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { id: 'name', title: t('parameter'), isRowHeader: true, render: ({ name }) => <code>{name}</code> },
          {
            id: 'value',
            title: t('value'),
            grows: true,
            render: (row): ReactNode => (
              <span className="lw-mono" title={shownValue(row, (key) => t('secret', { key }))}>
                {shownValue(row, (key) => t('secret', { key }))}
              </span>
            ),
          },
          ...(before.size === 0
            ? []
            : [
                {
                  id: 'before',
                  title: t('valueNow'),
                  render: ({ name }: ResolvedParameter) => (
                    <span className="lw-mono lw-muted lw-plan-before lw-ellipsis" title={before.get(name)}>
                      {before.get(name) ?? ''}
                    </span>
                  ),
                },
              ]),
          {
            id: 'from',
            title: t('from'),
            render: ({ chain }) => {
              const origin = chain.find(({ won }) => won)
              return origin === undefined ? null : (
                <span className="lw-muted" title={origin.source?.text}>
                  {layerWord(words, origin.layer)}
                </span>
              )
            },
          },
        ]}
      />
    </section>
  )
}

function shownValue(parameter: ResolvedParameter, secret: (key: string) => string): string {
  if (parameter.state === 'secret') return secret(parameter.secret?.key ?? parameter.name)
  if (parameter.state === 'later')
    return parameter.chain.find(({ won }) => won)?.expression ?? parameter.waitsFor.join(', ')
  return parameter.value ?? ''
}
