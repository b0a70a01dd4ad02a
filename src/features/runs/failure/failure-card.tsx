import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { failureChains } from '#domain/run/times/times.ts'
import { sidecarLogs } from '#domain/tekton/run/status.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { Fact } from '#ui/text/fact.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ErrorLines } from './error-lines.tsx'
import { failureMessages } from './failure-messages.ts'
import { FailureWays } from './failure-ways.tsx'
import { runMessages } from '../messages.ts'
import { failedStep, labelOf, stepMark } from '../run-words.ts'
import { StageProof } from '../stage/stage-proof.tsx'
import { useKeptWords } from '#parts/use-kept-words.ts'
import type { DiagnosedFailure } from './use-diagnosis.ts'
import './failure-card.css'

export interface FailureCardProps {
  readonly project: string
  readonly run: Run
  readonly stage: StageRun
  readonly snapshot: Snapshot | undefined
  readonly diagnosis: DiagnosedFailure
}

/** A failure: first in words, then step, exit code, cause and consequences, log lines, proof, and what to do next. */
export function FailureCard({ project, run, stage, snapshot, diagnosis }: FailureCardProps) {
  const t = useMessages(runMessages)
  const f = useMessages(failureMessages)
  const format = useFormat()
  const keptWords = useKeptWords()
  const failed = failedStep(stage)
  const task = failed?.task ?? stage.taskRuns.find((entry) => entry.condition.status === 'False')
  const chain =
    snapshot === undefined ? undefined : failureChains(run, snapshot.line).find((entry) => entry.cause === stage.stage)
  const message = task?.condition.message ?? (stage.message === '' ? stage.reason : stage.message)
  const brokenOff = task === undefined ? [] : sidecarLogs(task).filter((one) => stepMark(one) === 'failed')
  const why = f(`${diagnosis.kind}Why`)
  return (
    <div className="lw-failure">
      <h3>{diagnosis.what === undefined ? why : f('about', { why, what: diagnosis.what })}</h3>
      <p className="lw-muted">{f(nextOf(diagnosis))}</p>
      <dl className="lw-run-facts">
        {failed !== undefined || task === undefined ? null : (
          <Fact name={f('task')} mono>
            {labelOf(stage, task)}
          </Fact>
        )}
        {failed === undefined ? null : (
          <>
            <Fact name={t('step')} mono>{`${labelOf(stage, failed.task)} / ${failed.step.name}`}</Fact>
            <Fact name={t('exitCode')} mono>
              {failed.step.exitCode ?? f('noExitCode')}
            </Fact>
          </>
        )}
        {/* Tekton's sentence about an exit code only repeats the exit code. */}
        {failed !== undefined && /^"step-[^"]+" exited with code \d+$/.test(message) ? null : (
          <Fact name={f('cause')}>{keptWords(message)}</Fact>
        )}
        {brokenOff.map(({ name, exitCode }) => (
          <Fact key={name} name={f('sidecar')}>
            {f('sidecarEnded', { name: name.replace('sidecar-', ''), code: String(exitCode) })}
          </Fact>
        ))}
        {chain === undefined || chain.consequences.length === 0 ? null : (
          <Fact name={t('consequence')}>{t('waitFor', { stages: format.list(chain.consequences) })}</Fact>
        )}
      </dl>
      {diagnosis.excerpt === undefined || failed === undefined ? null : (
        <ErrorLines excerpt={diagnosis.excerpt} stage={stage} failed={failed} />
      )}
      <StageProof run={run} stage={stage} notProven={snapshot?.notProven ?? []} />
      <FailureWays
        project={project}
        run={run}
        kind={diagnosis.kind}
        frozen={snapshot?.stages.find((entry) => entry.stage === stage.stage)}
      />
    </div>
  )
}

/** What to do next, unless that is not known yet. */
function nextOf({ kind, what, excerpt, isReading }: DiagnosedFailure) {
  if (kind === 'killed' && what === 'SIGKILL') return 'killedHardNext'
  if (kind !== 'unknown') return `${kind}Next` as const
  if (isReading) return 'reading'
  return excerpt?.error === undefined ? 'silentNext' : 'unknownNext'
}
