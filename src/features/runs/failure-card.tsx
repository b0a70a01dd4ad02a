import { RotateCcw } from 'lucide-react'
import { Link, useLocation } from 'react-router'
import { formatLineAnchor } from '#domain/logs/line-anchor.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { failureChains } from '#domain/run/times.ts'
import { Button } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { failureMessages } from './failure-messages.ts'
import { runMessages } from './messages.ts'
import { useRetry } from './use-retry.tsx'
import { failedStep, type StepAddress } from './run-words.ts'
import { StageProof } from './stage-proof.tsx'
import { type DiagnosedFailure, useDiagnosis } from './use-diagnosis.ts'

export interface FailureCardProps {
  readonly project: string
  readonly run: Run
  readonly stage: StageRun
  readonly snapshot: Snapshot | undefined
}

/** The failure in words first, then step, exit code, cause and consequence, the lines, the proof, and the way on. */
export function FailureCard({ project, run, stage, snapshot }: FailureCardProps) {
  const t = useMessages(runMessages)
  const f = useMessages(failureMessages)
  const format = useFormat()
  const retry = useRetry(project, run)
  const diagnosis = useDiagnosis(project, stage)
  const failed = failedStep(stage)
  const task = failed?.task ?? stage.taskRuns.find((entry) => entry.condition.status === 'False')
  const chain =
    snapshot === undefined ? undefined : failureChains(run, snapshot.line).find((entry) => entry.cause === stage.stage)
  const said = task?.condition.message ?? (stage.message === '' ? stage.reason : stage.message)
  const why = f(`${diagnosis.kind}Why`)
  return (
    <div className="lw-failure">
      <h3>{diagnosis.what === undefined ? why : f('about', { why, what: diagnosis.what })}</h3>
      <p className="lw-muted">{f(isSilent(diagnosis) ? 'silentNext' : `${diagnosis.kind}Next`)}</p>
      <dl className="lw-run-facts">
        {failed === undefined ? null : (
          <>
            <dt>{t('step')}</dt>
            <dd className="lw-mono">{`${failed.task.pipelineTask} / ${failed.step.name}`}</dd>
            <dt>{t('exitCode')}</dt>
            <dd className="lw-mono">{failed.step.exitCode ?? f('noExitCode')}</dd>
          </>
        )}
        <dt>{f('cause')}</dt>
        <dd>{said}</dd>
        {chain === undefined || chain.consequences.length === 0 ? null : (
          <>
            <dt>{t('consequence')}</dt>
            <dd>{t('waitFor', { stages: format.list(chain.consequences) })}</dd>
          </>
        )}
      </dl>
      {diagnosis.line === undefined || diagnosis.excerpt === undefined || failed === undefined ? null : (
        <ErrorLines {...diagnosis.excerpt} line={diagnosis.line} stage={stage.stage} failed={failed} />
      )}
      <StageProof run={run} stage={stage} notProven={snapshot?.notProven ?? []} />
      <Button
        kind="primary"
        size="large"
        wide
        icon={<RotateCcw size={16} aria-hidden />}
        reason={retry.reason}
        isPending={retry.isPending}
        onPress={retry.start}
      >
        {t('retryFrom')}
      </Button>
      {retry.dialog}
      <p className="lw-muted">{t('retryHelp')}</p>
    </div>
  )
}

/** Whether nothing that was printed says why. */
function isSilent({ kind, line, isRead }: DiagnosedFailure): boolean {
  return kind === 'unknown' && line === undefined && isRead
}

/** The first error with the lines around it; its number leads to the log. */
function ErrorLines({
  from,
  lines,
  line,
  stage,
  failed,
}: {
  readonly from: number
  readonly lines: readonly string[]
  readonly line: number
  readonly stage: string
  readonly failed: StepAddress
}) {
  const f = useMessages(failureMessages)
  const { pathname, search } = useLocation()
  const number = line + 1
  const query = new URLSearchParams(search)
  query.set('stage', stage)
  query.set('task', failed.task.pipelineTask)
  query.set('step', failed.step.name)
  const hash = formatLineAnchor({ step: failed.step.name, from: number, to: number })
  return (
    <section className="lw-error-lines" aria-label={f('errorLines', { number })}>
      <header>
        <Link to={{ pathname, search: query.toString(), hash }} replace title={f('openLine', { number })}>
          {f('errorLines', { number })}
        </Link>
        <CopyButton text={lines.join('\n')} />
      </header>
      {/* A scrolling region must be reachable by keyboard (WCAG 2.1.1). */}
      <ol className="lw-mono" tabIndex={0} start={from + 1}>
        {lines.map((text, index) => (
          <li key={from + index} value={from + index + 1} data-error={from + index === line || undefined}>
            {text}
          </li>
        ))}
      </ol>
    </section>
  )
}
