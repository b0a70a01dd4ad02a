import { Equal, RotateCcw, TriangleAlert } from 'lucide-react'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { Button } from '#ui/button.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Digest } from '#ui/values.tsx'
import { runMessages } from './messages.ts'
import { useRetry } from './run-header.tsx'
import { stepMark } from './run-words.ts'

export interface FailureCardProps {
  readonly project: string
  readonly run: Run
  readonly stage: StageRun
  readonly snapshot: Snapshot | undefined
}

/** The failure in words first, then step, exit code and consequence, the proof, and the way on. */
export function FailureCard({ project, run, stage, snapshot }: FailureCardProps) {
  const t = useMessages(runMessages)
  const format = useFormat()
  const { retry, reason } = useRetry(project, run)
  const failed = stage.taskRuns
    .flatMap((task) => task.steps.map((step) => ({ task, step })))
    .find(({ step }) => stepMark(step) === 'failed')
  const task = failed?.task ?? stage.taskRuns.find((entry) => entry.condition.status === 'False')
  const blocked = Object.values(run.stages).filter(
    (entry) => entry.state === 'pending' || entry.state === 'waiting' || entry.state === 'skipped',
  )
  return (
    <div className="lw-failure">
      <h3>{task?.condition.message ?? (stage.message === '' ? stage.reason : stage.message)}</h3>
      <dl className="lw-run-facts">
        {failed === undefined ? null : (
          <>
            <dt>{t('step')}</dt>
            <dd className="lw-mono">{`${failed.task.pipelineTask} / ${failed.step.name}`}</dd>
            <dt>{t('exitCode')}</dt>
            <dd className="lw-mono">{failed.step.exitCode ?? failed.step.reason}</dd>
          </>
        )}
        <dt>{t('reason')}</dt>
        <dd>{task?.condition.reason ?? stage.reason}</dd>
        {blocked.length === 0 ? null : (
          <>
            <dt>{t('consequence')}</dt>
            <dd>{t('waitFor', { stages: format.list(blocked.map((entry) => entry.stage)) })}</dd>
          </>
        )}
      </dl>
      <Proof run={run} stage={stage} notProven={snapshot?.notProven ?? []} />
      <Button
        kind="primary"
        size="large"
        wide
        icon={<RotateCcw size={16} aria-hidden />}
        reason={reason}
        isPending={retry.isPending}
        onPress={() => retry.mutate()}
      >
        {t('retryFrom')}
      </Button>
      <p className="lw-muted">{t('retryHelp')}</p>
    </div>
  )
}

/** Whether this attempt ran with what the first one ran with: by digest, and what a digest cannot cover. */
function Proof({
  run,
  stage,
  notProven,
}: {
  readonly run: Run
  readonly stage: StageRun
  readonly notProven: readonly string[]
}) {
  const t = useMessages(runMessages)
  const format = useFormat()
  const earlier = run.attempts.find((entry) => entry.attempt < run.attempt && entry.digests[stage.stage] !== undefined)
  const before = earlier?.digests[stage.stage]
  if (earlier === undefined || before === undefined || stage.digest === undefined) return null
  const isSame = before === stage.digest
  return (
    <div className="lw-proof" data-same={isSame}>
      <p>
        {isSame ? <Equal size={16} aria-hidden /> : <TriangleAlert size={16} aria-hidden />}
        <strong className="lw-grow">{t(isSame ? 'identical' : 'different', { number: earlier.attempt })}</strong>
        <Digest digest={stage.digest} />
      </p>
      {isSame ? <p>{t('identicalHelp')}</p> : null}
      {notProven.length === 0 ? null : <p className="lw-muted">{t('notProven', { what: format.list(notProven) })}</p>}
    </div>
  )
}
