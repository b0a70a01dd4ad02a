import { useEffect, useRef } from 'react'
import type { StageRun } from '#domain/run/state.ts'
import { sidecarLogs } from '#domain/tekton/run/status.ts'
import { useKeptWords } from '#parts/use-kept-words.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { Duration } from '#ui/text/values.tsx'
import { runMessages } from '../messages.ts'
import { labelOf, stepMark, taskMark, type StepAddress } from '../run-words.ts'

export interface StepListProps {
  readonly stage: StageRun
  readonly finallyTasks: ReadonlySet<string>
  /** The step whose log is shown. */
  readonly chosen: StepAddress | undefined
  readonly onChoose: (address: StepAddress) => void
}

/** The tasks of a stage with their steps and states. */
export function StepList({ stage, finallyTasks, chosen, onChoose }: StepListProps) {
  const t = useMessages(runMessages)
  const kept = useKeptWords()
  const list = useRef<HTMLElement>(null)
  const shown = chosen === undefined ? undefined : `${chosen.task.name}/${chosen.task.retry}/${chosen.step.name}`
  useEffect(() => {
    const nav = list.current
    const row = shown === undefined ? null : nav?.querySelector<HTMLElement>('[aria-current]')
    if (nav !== null && row instanceof HTMLElement) bringIntoSight(row, nav)
  }, [shown])
  return (
    <nav ref={list} className="lw-run-steps" aria-label={t('tasks', { stage: stage.stage })}>
      <h2>{t('tasks', { stage: stage.stage })}</h2>
      {stage.taskRuns.length === 0 ? (
        <p className="lw-muted">{t(stage.state === 'skipped' ? 'neverRan' : 'noTasks')}</p>
      ) : null}
      <ul>
        {stage.taskRuns.map((task) => (
          <li key={`${task.name}-${String(task.retry)}`}>
            <p className="lw-run-task">
              <StateMark state={taskMark(task, stage)} />
              <span className="lw-grow lw-ellipsis">
                {finallyTasks.has(task.pipelineTask)
                  ? t('finallyTask', { name: labelOf(stage, task) })
                  : labelOf(stage, task)}
              </span>
              {task.condition.reason === 'FailureIgnored' ? (
                <span className="lw-muted">{t('failureIgnored')}</span>
              ) : null}
              {task.retry > 0 ? <span className="lw-muted">{t('tryNumber', { number: task.retry + 1 })}</span> : null}
              {task.startedAt === undefined ? null : <Duration from={task.startedAt} to={task.finishedAt} />}
            </p>
            <ul>
              {[...task.steps, ...sidecarLogs(task)].map((step) => {
                const isChosen = task === chosen?.task && step.name === chosen.step.name
                return (
                  <li key={step.name}>
                    <button
                      type="button"
                      className="lw-run-step"
                      aria-current={isChosen ? 'true' : undefined}
                      onClick={() => onChoose({ task, step })}
                    >
                      <StateMark state={stepMark(step)} />
                      <span className="lw-grow lw-ellipsis">{step.name}</span>
                      {step.startedAt === undefined ? null : <Duration from={step.startedAt} to={step.finishedAt} />}
                    </button>
                  </li>
                )
              })}
            </ul>
          </li>
        ))}
        {stage.skippedTasks.map((skipped) => (
          <li key={skipped.name}>
            <p className="lw-run-task" title={t('skippedBecause', { reason: kept(skipped.reason) })}>
              <StateMark state="skipped" />
              <span className="lw-grow lw-ellipsis lw-muted">{skipped.name}</span>
            </p>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Scrolls to the current task, which may be far down a long list, without scrolling anything but the list. */
function bringIntoSight(row: HTMLElement, list: HTMLElement): void {
  const { offsetTop, offsetHeight } = row
  const isInSight = offsetTop >= list.scrollTop && offsetTop + offsetHeight <= list.scrollTop + list.clientHeight
  if (!isInSight) list.scrollTop = offsetTop - list.clientHeight / 3
}
