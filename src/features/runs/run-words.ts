import { asksSomebody, waitingApprovals, waitsForPerson } from '#domain/run/run-state.ts'
import type { GateRun } from '#domain/run/gate-run.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { sidecarLogs, type StepStatus, type TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { State } from '#ui/state-mark.tsx'
import type { StageFace } from './live/run-worker-messages.ts'

/**
 * The mark of a stage. If a gate that holds it asks somebody, or one of its tasks does, it waits for a person. Works
 * with the little that a card knows.
 */
export function stageMark(of: Run['gates'], stage: StageFace | StageRun, gates: readonly string[]): State {
  if (stage.state === 'pending') return 'notStarted'
  if ('taskRuns' in stage && waitsForPerson(stage)) return 'needsApproval'
  if (stage.state !== 'waiting') return stage.state
  const holding = gates.flatMap((gate) => of[gate] ?? [])
  return holding.some((gate) => asksSomebody(gate)) ? 'needsApproval' : 'waiting'
}

/** The state of a gate. With enough approvals it may still wait for a calendar or a time. */
export function gateStanding(gate: GateRun | undefined): GateRun['state'] | 'approved' {
  if (gate === undefined) return 'pending'
  return gate.state === 'waiting' && !asksSomebody(gate) ? 'approved' : gate.state
}

/** A gate's name if its title is unknown; for an approval task, its stage and task. */
export function nameOfGate({ gate, task }: Pick<GateRun, 'gate' | 'task'>): string {
  return task === undefined ? gate : `${task.stage} / ${task.task}`
}

/** The mark of a stage's own state, whatever holds it back. */
export function stageWord({ state }: Pick<StageRun, 'state'>): State {
  return state === 'pending' ? 'notStarted' : state
}

/** The mark of a TaskRun, from its Tekton condition. */
export function taskMark(task: TaskRunStatus, stage: StageRun): State {
  const { status, reason } = task.condition
  if (status === 'True') return 'succeeded'
  if (status === 'False') return reason.includes('Cancelled') ? 'cancelled' : 'failed'
  if (waitingApprovals(stage).some(({ taskRun }) => taskRun === task)) return 'needsApproval'
  return task.startedAt === undefined ? 'waiting' : 'running'
}

export function stepMark(step: StepStatus): State {
  if (step.state === 'waiting') return 'notStarted'
  if (step.state === 'running') return 'running'
  if (step.reason === 'Skipped') return 'skipped'
  if (step.reason === 'Cancelled') return 'cancelled'
  return step.exitCode === 0 || step.reason === 'Continued' ? 'succeeded' : 'failed'
}

export interface StepAddress {
  readonly task: TaskRunStatus
  readonly step: StepStatus
}

/** The step that made a stage fail: the first failed one in the last try of its task. Undefined if no step did. */
export function failedStep(stage: StageRun): StepAddress | undefined {
  return stepsOf(lastTries(stage)).find(isFailure)
}

/** The step to show for a stage or task: the failed one, else the running one, else the last that ran. */
export function stepToRead(stage: StageRun, ofTask?: string): StepAddress | undefined {
  const taskRuns = lastTries(stage).filter(({ pipelineTask }) => ofTask === undefined || pipelineTask === ofTask)
  const steps = stepsOf(taskRuns)
  return (
    steps.find(isFailure) ??
    steps.find(({ step }) => step.state === 'running') ??
    steps.findLast(({ step }) => step.state === 'terminated')
  )
}

/** A step as parameters of an address. If its task has several TaskRuns (matrix or retries), they say which. */
export function addressOf({ taskRuns }: StageRun, { task, step }: StepAddress) {
  const { pipelineTask, name, retry } = task
  const isOne = taskRuns.filter((other) => other.pipelineTask === pipelineTask).length === 1
  return { task: pipelineTask, step: step.name, of: isOne ? undefined : `${name}/${String(retry)}` }
}

/** The step in an address; if it does not say which TaskRun, the last one's. */
export function stepAt(
  { taskRuns }: StageRun,
  { task, step, of }: { readonly [Key in 'task' | 'step' | 'of']?: string | undefined },
): StepAddress | undefined {
  const steps = logsOf(taskRuns).filter((one) => one.task.pipelineTask === task && one.step.name === step)
  return steps.find((one) => of === `${one.task.name}/${String(one.task.retry)}`) ?? steps.at(-1)
}

/** The name of a TaskRun among those of its stage: its task, and for a matrix what sets it apart. */
export function labelOf({ taskRuns }: StageRun, { name, pipelineTask }: TaskRunStatus): string {
  const others = taskRuns.filter((one) => one.pipelineTask === pipelineTask && one.name !== name)
  if (others.length === 0) return pipelineTask
  const shared = others.reduce((length, other) => Math.min(length, sharedLength(name, other.name)), name.length)
  return `${pipelineTask}-${name.slice(name.lastIndexOf('-', shared - 1) + 1)}`
}

function sharedLength(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return length
}

/** The step that wrote a log, if the stage knows its task. */
export function stepOf(
  { taskRuns }: StageRun,
  log: { readonly taskRun: string; readonly retry: number; readonly step: string },
): StepAddress | undefined {
  return logsOf(taskRuns).find(
    ({ task, step }) => task.name === log.taskRun && task.retry === log.retry && step.name === log.step,
  )
}

function isFailure({ task, step }: StepAddress): boolean {
  return stepMark(step) === 'failed' && task.condition.status === 'False'
}

function stepsOf(taskRuns: readonly TaskRunStatus[]): StepAddress[] {
  return taskRuns.flatMap((task) => task.steps.map((step) => ({ task, step })))
}

/** Everything that writes a log, including sidecars. */
function logsOf(taskRuns: readonly TaskRunStatus[]): StepAddress[] {
  return taskRuns.flatMap((task) => [...task.steps, ...sidecarLogs(task)].map((step) => ({ task, step })))
}

/** Without earlier tries, which say nothing about the current state. */
function lastTries({ taskRuns }: StageRun): TaskRunStatus[] {
  return taskRuns.filter(({ name, retry }) => !taskRuns.some((other) => other.name === name && other.retry > retry))
}

/** How many stages there are in each state. */
export function countStates(stages: readonly StageRun[]): ReadonlyMap<StageRun['state'], number> {
  const counts = new Map<StageRun['state'], number>()
  for (const { state } of stages) counts.set(state, (counts.get(state) ?? 0) + 1)
  return counts
}

/** Whether anything of the stages has run, whatever came of it. */
export function haveBegun(stages: readonly StageRun[]): boolean {
  return stages.some(({ startedAt }) => startedAt !== undefined)
}

/**
 * The stage to show by default: the first failed one, else one that asks somebody, else a running one, else one
 * cancelled while running.
 */
export function stageToShow(run: Run): string | undefined {
  const stages = Object.values(run.stages)
  const chosen =
    stages.find(({ state }) => state === 'failed') ??
    stages.find(waitsForPerson) ??
    stages.find(({ state }) => state === 'running') ??
    stages.find((stage) => stage.state === 'cancelled' && haveBegun([stage]))
  return chosen?.stage
}
