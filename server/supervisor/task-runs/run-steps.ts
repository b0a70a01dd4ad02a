import { join } from 'node:path'
import { saidBy } from '#domain/said-by.ts'
import { artifactValues } from '#domain/tekton/launch/artifacts.ts'
import type { Condition } from '#domain/tekton/run/status.ts'
import { checkWhen, type Verdict } from '#domain/tekton/values/when.ts'
import { failed, stepFailure, stepStatus, type StopCause } from './how-it-ended.ts'
import { readArtifacts } from './read-artifacts.ts'
import { readResults, type ReadResults } from './read-results.ts'
import { discard, makeReady, runStep } from './run-step.ts'
import type { ReadyStep, StepOutcome, StepSurroundings } from './run-step.ts'
import { resolveStep, type LaunchStep } from './step-command.ts'
import type { TaskProgress } from './task-progress.ts'

/** Runs the steps of a TaskRun one after another, until one fails or the TaskRun is stopped. Returns why it failed, if it did. */
export async function runSteps(
  around: StepSurroundings,
  progress: TaskProgress,
  cause: () => StopCause | undefined,
): Promise<Condition | undefined> {
  const { launch, stop } = around
  let next: ReadyStep | undefined
  try {
    for (const [index, step] of launch.steps.entries()) {
      if (stop.aborted) return undefined
      const startedAt = new Date().toISOString()
      const verdict = mayRun(step, around)
      if ('error' in verdict || !verdict.holds) {
        const skipped = { name: step.name, state: 'terminated' as const, exitCode: 0, reason: 'Skipped' }
        progress.change(index, { ...skipped, startedAt, finishedAt: startedAt })
        if ('error' in verdict) return failed(`"step-${step.name}": ${verdict.error}`)
        continue
      }
      const ready = next ?? makeReady(around, step, `${index}-${step.name}`)
      next = undefined
      const outcome = await runStep(around, ready, () => {
        progress.change(index, { name: step.name, state: 'running', startedAt })
        const following = launch.steps[index + 1]
        if (following !== undefined && !waitsForOthers(following))
          next = makeReady(around, following, `${index + 1}-${following.name}`)
      })
      const failure = endStep(around, progress, index, step, startedAt, outcome, cause())
      if (failure !== undefined) return failure
    }
    return undefined
  } finally {
    if (next !== undefined) discard(next)
  }
}

/** Records how a step ended and what it wrote. Returns why the remaining steps do not run, if they do not. */
function endStep(
  around: StepSurroundings,
  progress: TaskProgress,
  index: number,
  step: LaunchStep,
  startedAt: string,
  outcome: StepOutcome,
  cause: StopCause | undefined,
): Condition | undefined {
  const { results, failure: badResult } = readStepResults(around, step)
  const { artifacts, failure: badArtifacts } = around.artifactsWanted
    ? readArtifacts(around.folders.results, around.patterns, step.name)
    : {}
  const status = stepStatus(step.name, startedAt, outcome, step.onError === 'continue', cause)
  around.journal.note({ kind: 'exit', status })
  progress.change(index, { ...status, ...(results.length === 0 ? {} : { results: [...results] }), ...artifacts })
  for (const { name, value } of [...results, ...artifactValues(artifacts ?? {})])
    progress.writtenBySteps.set(`${step.name}.${name}`, value)
  const bad = badResult ?? badArtifacts
  return stepFailure(step.name, step.timeout, outcome, status) ?? (bad && failed(bad.message, bad.reason))
}

/** Whether a step's `when` conditions hold, which may use results of earlier steps. */
function mayRun(step: LaunchStep, around: StepSurroundings): Verdict {
  if (step.when === undefined || step.when.length === 0) return { holds: true }
  try {
    const { when } = resolveStep({ name: step.name, when: step.when }, around)
    return checkWhen(when, () => undefined)
  } catch (error) {
    return { error: saidBy(error) }
  }
}

/** Whether a step cannot be made ready before the previous ones are done. */
function waitsForOthers(step: LaunchStep): boolean {
  return (step.when ?? []).length > 0 || JSON.stringify(step).includes('$(steps.')
}

function readStepResults(
  { launch, folders, patterns }: StepSurroundings,
  { name, results = [] }: LaunchStep,
): ReadResults {
  if (results.length === 0) return { results: [] }
  const declared = results.map(({ name: result, type = 'string' }) => ({ name: result, type }))
  return readResults(join(folders.stepResults, name), { ...launch, results: declared }, patterns)
}
