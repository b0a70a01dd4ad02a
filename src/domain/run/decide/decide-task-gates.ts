import { closingOf } from '#domain/gates/closing.ts'
import { questionsOf, type TaskQuestion } from '#domain/gates/task-gates.ts'
import type { RunEvent } from '../events.ts'
import type { GateRun } from '../gate-run.ts'
import type { Run } from '../state.ts'

/** The part of the world that a stage's approval task depends on. */
export interface QuestionSurroundings {
  readonly now: number
  readonly at: string
  /** Digest of what would be approved, and digests of what runs in the stage's Deployment. */
  readonly evidenceOf: (stage: string) => { readonly evidence: string; readonly running: Record<string, string> }
  /** Whether a calendar closes the stage's environment now. */
  readonly isClosed: (stage: string) => boolean
}

/**
 * Events of gates for approval tasks (decision 76): they open when the task asks, pass or reject by votes like every gate, and close with their
 * task, which has its own time-out.
 */
export function taskGateSteps(run: Run, around: QuestionSurroundings): RunEvent[] {
  const asked = Object.values(run.stages).flatMap(questionsOf)
  return [
    ...asked.flatMap((question) => stepOf(run, question, around) ?? []),
    ...Object.values(run.gates).flatMap((gate) => endOf(run, gate, asked, around) ?? []),
  ]
}

function stepOf(run: Run, { key, rule, task }: TaskQuestion, around: QuestionSurroundings): RunEvent | undefined {
  const { at, now } = around
  const { attempt } = run
  const state = run.gates[key]
  const { evidence, running } = around.evidenceOf(task.stage)
  if (state?.task?.taskRun !== task.taskRun || state.state === 'pending')
    return { kind: 'gate-opened', at, attempt, gate: key, evidence, running, rule, task }
  // Passed or rejected: the answer is on its way to the engine.
  if (state.state !== 'waiting') return undefined
  if (state.evidence !== evidence) {
    const reason = 'What runs in the environment has changed since the gate opened'
    return { kind: 'gate-voided', at, attempt, gate: key, evidence, reason, running }
  }
  const { timeout: _taskKeepsIt, ...untimed } = rule
  const outcome = closingOf(untimed, state, now, around.isClosed(task.stage))
  return outcome === undefined ? undefined : { kind: 'gate-closed', at, attempt, gate: key, outcome, rule }
}

/** The task stopped asking without an answer: it timed out or was cancelled. */
function endOf(
  run: Run,
  { gate, state, task }: GateRun,
  asked: readonly TaskQuestion[],
  { at }: QuestionSurroundings,
): RunEvent | undefined {
  if (task === undefined || state !== 'waiting' || asked.some((one) => one.task.taskRun === task.taskRun))
    return undefined
  const ended = run.stages[task.stage]?.taskRuns.findLast(({ name }) => name === task.taskRun)
  const outcome = ended?.condition.reason === 'CustomRunTimedOut' ? 'timed-out' : 'cancelled'
  return { kind: 'gate-closed', at, attempt: run.attempt, gate, outcome }
}
