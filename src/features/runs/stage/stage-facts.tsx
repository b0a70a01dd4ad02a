import { Link } from 'react-router'
import { pathTo } from '#client/paths.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import { reachedArguments } from '#domain/parameters/reach.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { causesOf } from '#domain/run/times/times.ts'
import type { StageSnapshot } from '#domain/run/snapshot.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import type { Pipeline } from '#domain/tekton/pipeline.ts'
import { parseQueue } from '#domain/run/turns/queue.ts'
import { isWebAddress } from '#domain/run/web-address.ts'
import type { ResultValue } from '#domain/tekton/values/params.ts'
import { ChainPopover } from '#parts/values/chain-popover.tsx'
import { layerWord } from '#parts/values/layer-words.ts'
import { valueMessages } from '#parts/values/value-messages.ts'
import { Fact } from '#ui/text/fact.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { searchWith, useAddress } from '#ui/use-address.ts'
import { Table } from '#ui/tables/table.tsx'
import { Digest, Duration, RelativeTime } from '#ui/text/values.tsx'
import { failureMessages } from '../failure/failure-messages.ts'
import { runMessages } from '../messages.ts'
import { queueMessages } from '../queue-messages.ts'
import { QueuedLink } from '../queue-notice.tsx'
import { useKeptWords } from '#parts/use-kept-words.ts'
import { AppliedLines } from './applied-lines.tsx'

/** Pipeline, Deployment, times, digest and isolation of a stage. */
export function StageFacts({
  run,
  stage,
  frozen,
  line,
}: {
  readonly run: Run
  readonly stage: StageRun
  readonly line: AssemblyLine | undefined
  readonly frozen: StageSnapshot | undefined
}) {
  const t = useMessages(runMessages)
  const keptWords = useKeptWords()
  const f = useMessages(failureMessages)
  const causes = line === undefined ? [] : causesOf(run, line, stage.stage)
  const isolations = [...new Set(stage.taskRuns.flatMap((task) => task.isolation ?? []))]
  return (
    <dl className="lw-run-facts">
      {frozen === undefined ? null : (
        <>
          <Fact name={t('pipeline')} mono>
            {frozen.pipeline.metadata.name}
          </Fact>
          <Fact name={t('deployment')}>{`${frozen.deployment.app} / ${frozen.deployment.name}`}</Fact>
        </>
      )}
      <StageQueue run={run} stage={stage} frozen={frozen} />
      {stage.startedAt === undefined ? null : (
        <>
          <Fact name={t('started')}>
            <RelativeTime at={stage.startedAt} ago />
          </Fact>
          <Fact name={t('took')}>
            <Duration from={stage.startedAt} to={stage.endedAt} />
          </Fact>
        </>
      )}
      {stage.digest === undefined ? null : (
        <Fact name={t('digest')}>
          <Digest digest={stage.digest} copy />
        </Fact>
      )}
      {isolations.length === 0 ? null : (
        <Fact name={t('isolation')}>
          {isolations
            .map((isolation) =>
              isolation === 'process' ? t('isolationProcess') : isolation === 'bwrap' ? t('isolationBwrap') : isolation,
            )
            .join(', ')}
        </Fact>
      )}
      {stage.reason === '' ? null : (
        <Fact name={t('reason')}>
          {stage.message === ''
            ? stage.reason
            : stage.state === 'skipped'
              ? keptWords(stage.message)
              : `${stage.reason}: ${keptWords(stage.message)}`}
        </Fact>
      )}
      {causes.length === 0 ? null : (
        <>
          <dt>{f('cause')}</dt>
          {causes.map((cause) => (
            <dd key={cause}>
              <Link to={pathTo('run', { project: run.project, run: run.id }, { stage: cause })}>{cause}</Link>
            </dd>
          ))}
        </>
      )}
      {run.attempt > 1 ? (
        <Fact name={t('attempt', { number: stage.attempt })}>
          {stage.attempt < run.attempt ? t('keptFromEarlier') : t('ranAnew')}
        </Fact>
      ) : null}
    </dl>
  )
}

/** Whose turn a stage waits for that could otherwise begin. */
function StageQueue({ run, stage, frozen }: Omit<React.ComponentProps<typeof StageFacts>, 'line'>) {
  const t = useMessages(queueMessages)
  const own = (run.queues ?? []).filter(({ queue }) => {
    const { kind, name } = parseQueue(queue)
    return kind === 'line'
      ? stage.state === 'pending'
      : stage.state === 'waiting' && name === frozen?.deployment.environment
  })
  if (own.length === 0) return null
  return (
    <>
      <dt>{t('waitsFor')}</dt>
      {own.map((queued) => (
        <dd key={queued.queue}>
          <QueuedLink project={run.project} queued={queued} />
        </dd>
      ))}
    </>
  )
}

/** Every effective value with the layer that it came from. */
export function ParameterTable({
  project,
  run,
  stage,
  parameters,
  pipeline,
}: {
  readonly project: string
  readonly run: string
  readonly stage: StageRun
  readonly parameters: readonly ResolvedParameter[]
  /** The Pipeline that ran, to tell which task arguments a value filled. */
  readonly pipeline: Pipeline | undefined
}) {
  const t = useMessages(runMessages)
  const [search] = useAddress()
  // The Pipeline is the one that ran, but its adapters may have changed since, so defaults link to them by name only.
  const world = { adapters: [], applications: [], pipelines: pipeline === undefined ? [] : [pipeline] }
  return (
    <Table
      label={t('values')}
      rows={parameters}
      rowKey={(row) => row.name}
      columns={[
        { id: 'name', title: t('parameter'), render: (row) => <code>{row.name}</code>, isRowHeader: true },
        {
          id: 'value',
          title: t('value'),
          grows: true,
          wraps: true,
          render: (row) => {
            const value = shownValue(row, (key) => t('secret', { key }))
            return (
              <span className="lw-run-effective">
                <span className="lw-mono lw-run-value">{value}</span>
                <From parameter={row} />
              </span>
            )
          },
        },
        {
          id: 'chain',
          title: t('details'),
          isTitleHidden: true,
          width: '44px',
          render: (row) => (
            <ChainPopover
              project={project}
              parameter={row}
              world={world}
              reached={pipeline === undefined ? [] : reachedArguments(world, pipeline.metadata.name, row.name)}
              addressOf={({ task }) => searchWith(search, { stage: stage.stage, task, step: undefined, of: undefined })}
              lines={
                stage.manifests.length === 0 ? undefined : (
                  <AppliedLines {...{ project, run, stage }} parameter={row.name} />
                )
              }
            />
          ),
        },
      ]}
    />
  )
}

function From({ parameter }: { readonly parameter: ResolvedParameter }) {
  const t = useMessages(valueMessages)
  const origin = parameter.chain.find((link) => link.won)
  return origin === undefined ? null : <small title={origin.source?.text}>{layerWord(t, origin.layer)}</small>
}

function shownValue(parameter: ResolvedParameter, secret: (key: string) => string): string {
  if (parameter.state === 'secret') return secret(parameter.secret?.key ?? parameter.name)
  if (parameter.state === 'later') return `$(${parameter.waitsFor.join(', ')})`
  return parameter.value ?? ''
}

/** Results as the tasks wrote them; web addresses are links. */
export function ResultTable({
  results,
  ended,
}: {
  readonly results: readonly Pick<ResultValue, 'name' | 'value'>[]
  /** Whether no more results will come. */
  readonly ended: boolean
}) {
  const t = useMessages(runMessages)
  if (results.length === 0) return <p className="lw-run-pad lw-muted">{t(ended ? 'noResultsEnded' : 'noResults')}</p>
  return (
    <Table
      label={t('results')}
      rows={results}
      rowKey={(row) => row.name}
      columns={[
        { id: 'name', title: t('name'), render: (row) => <code>{row.name}</code>, isRowHeader: true },
        {
          id: 'value',
          title: t('value'),
          render: (row) => <ResultText text={typeof row.value === 'string' ? row.value : JSON.stringify(row.value)} />,
        },
      ]}
    />
  )
}

export function ResultText({ text }: { readonly text: string }) {
  return isWebAddress(text.trim()) ? (
    <a className="lw-mono lw-run-value" href={text.trim()} target="_blank" rel="noreferrer">
      {text.trim()}
    </a>
  ) : (
    <span className="lw-mono lw-run-value">{text}</span>
  )
}
