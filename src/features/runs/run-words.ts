import { asksSomebody, waitingApprovals, waitsForPerson } from '#domain/run/run-state.ts'
import type { GateRun } from '#domain/run/gate-run.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { sidecarLogs, type StepStatus, type TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { State } from '#ui/state-mark.tsx'
import type { StageFace } from './live/run-worker-messages.ts'

/**
 * The mark of a stage, of which may be known only what a card shows; one that a gate holds back which asks somebody waits for a person, as does one whose
 * task asks.
 */
export function stageMark(of: Run['gates'], stage: StageFace | StageRun, gates: readonly string[]): State {
  if (stage.state === 'pending') return 'notStarted'
  if ('taskRuns' in stage && waitsForPerson(stage)) return 'needsApproval'
  if (stage.state !== 'waiting') return stage.state
  const holding = gates.flatMap((gate) => of[gate] ?? [])
  return holding.some((gate) => asksSomebody(gate)) ? 'needsApproval' : 'waiting'
}

/** How a gate of the line stands: one that has its approvals may still wait for a calendar or an hour. */
export function gateStanding(gate: GateRun | undefined): GateRun['state'] | 'approved' {
  if (gate === undefined) return 'pending'
  return gate.state === 'waiting' && !asksSomebody(gate) ? 'approved' : gate.state
}

/** What a gate is called where its title is not known: a question of an approval task by its stage and task. */
export function nameOfGate({ gate, task }: Pick<GateRun, 'gate' | 'task'>): string {
  return task === undefined ? gate : `${task.stage} / ${task.task}`
}

/** The mark of a stage by itself, whatever holds it back. */
export function stageWord({ state }: Pick<StageRun, 'state'>): State {
  return state === 'pending' ? 'notStarted' : state
}

/** The mark of a TaskRun of a stage from its Tekton condition. */
export function taskMark(task: TaskRunStatus, stage: StageRun): State {
  const { status, reason } = task.condition
  if (status === 'True') return 'succeeded'
  if (status === 'False') return reason.includes('Cancelled') ? 'cancelled' : 'failed'
  if (waitingApprovals(stage).some(({ taskRun }) => taskRun === task)) return 'needsApproval'
  return task.startedAt === undefined ? 'waiting' : 'running'
}

/** The mark of a step. */
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

/** The step that made a stage fail, where a step did: the first one, of the last try of its task. */
export function failedStep(stage: StageRun): StepAddress | undefined {
  return stepsOf(lastTries(stage)).find(isFailure)
}

/** The step that a person opening a stage, or a task of it, wants to read: the failed one, else the running one, else the last that ran. */
export function stepToRead(stage: StageRun, ofTask?: string): StepAddress | undefined {
  const taskRuns = lastTries(stage).filter(({ pipelineTask }) => ofTask === undefined || pipelineTask === ofTask)
  const steps = stepsOf(taskRuns)
  return (
    steps.find(isFailure) ??
    steps.find(({ step }) => step.state === 'running') ??
    steps.findLast(({ step }) => step.state === 'terminated')
  )
}

/** What the address says of a step: where several TaskRuns are of one task (of a matrix, or tries of it), also which of them. */
export function addressOf({ taskRuns }: StageRun, { task, step }: StepAddress) {
  const { pipelineTask, name, retry } = task
  const isOne = taskRuns.filter((other) => other.pipelineTask === pipelineTask).length === 1
  return { task: pipelineTask, step: step.name, of: isOne ? undefined : `${name}/${String(retry)}` }
}

/** The step that an address names; where it does not say which of several TaskRuns, that of the last one. */
export function stepAt(
  { taskRuns }: StageRun,
  { task, step, of }: { readonly [Key in 'task' | 'step' | 'of']?: string | undefined },
): StepAddress | undefined {
  const steps = logsOf(taskRuns).filter((one) => one.task.pipelineTask === task && one.step.name === step)
  return steps.find((one) => of === `${one.task.name}/${String(one.task.retry)}`) ?? steps.at(-1)
}

/** What a TaskRun is called beside the others of its stage: its task, and of a matrix also what tells it from the others. */
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

/** The step that wrote a log, while its task is known to the stage. */
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

/** Everything that writes a log: sidecars as well. */
function logsOf(taskRuns: readonly TaskRunStatus[]): StepAddress[] {
  return taskRuns.flatMap((task) => [...task.steps, ...sidecarLogs(task)].map((step) => ({ task, step })))
}

/** What a TaskRun's earlier tries came to says nothing of how it stands. */
function lastTries({ taskRuns }: StageRun): TaskRunStatus[] {
  return taskRuns.filter(({ name, retry }) => !taskRuns.some((other) => other.name === name && other.retry > retry))
}

/** How many of the stages stand how. */
export function countStates(stages: readonly StageRun[]): ReadonlyMap<StageRun['state'], number> {
  const counts = new Map<StageRun['state'], number>()
  for (const { state } of stages) counts.set(state, (counts.get(state) ?? 0) + 1)
  return counts
}

/** Whether anything of the stages has run, whatever became of it. */
export function haveBegun(stages: readonly StageRun[]): boolean {
  return stages.some(({ startedAt }) => startedAt !== undefined)
}

/** The stage shown when none is chosen: the first failed one, else one that asks somebody, else a running one, else one that was cancelled on its way, else none. */
export function stageToShow(run: Run): string | undefined {
  const stages = Object.values(run.stages)
  const chosen =
    stages.find(({ state }) => state === 'failed') ??
    stages.find(waitsForPerson) ??
    stages.find(({ state }) => state === 'running') ??
    stages.find((stage) => stage.state === 'cancelled' && haveBegun([stage]))
  return chosen?.stage
}
