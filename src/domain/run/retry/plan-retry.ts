import { ancestorsOf, lineGraph } from '#domain/line/graph.ts'
import type { RunningNow } from '#domain/gates/evidence-digest.ts'
import { demandedGates, isCalendarGate } from '#domain/gates/demanded.ts'
import type { RulesByEnvironment } from '#domain/gates/rules.ts'
import { dataDigest } from '#domain/manifests/canonical-json.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { hasEnded } from '../run-state.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Run } from '../state.ts'

/** What another attempt keeps: stages with their results, and gates that need not ask again. */
export interface RetryPlan {
  readonly carried: readonly string[]
  readonly carriedGates: readonly string[]
}

/**
 * Plans another attempt of a failed or cancelled run (decision 15). A passed gate is kept only if its evidence would be equal: each held stage is
 * done or will be unchanged, and its Deployment runs the same as then, or what this run delivered there.
 */
export function planRetry(
  run: Run,
  snapshot: Snapshot,
  running: Readonly<Record<string, RunningNow>>,
  rules: RulesByEnvironment = {},
): Result<RetryPlan, Problem> {
  const last = run.attempts.find(({ attempt }) => attempt === run.attempt)
  if (last?.outcome !== 'failed' && last?.outcome !== 'cancelled') {
    const fix = last?.endedAt === undefined ? say`Wait for it to end, or cancel it first` : say`Start a new run`
    return err(problem('not-possible-now', say`Only a run that failed or was cancelled can be retried`, { fix }))
  }
  const carried = snapshot.stages
    .filter(({ stage }) => run.stages[stage]?.state === 'succeeded')
    .map(({ stage }) => stage)
  return ok({
    carried,
    carriedGates: [...gatesToCarry({ run, snapshot, running, rules }, carried), ...questionsToCarry(run, [])],
  })
}

/**
 * Plans another attempt that runs a stage and everything after it again, as a whole, whatever their outcome was. Refused while the run is active, and
 * for a stage that the run never reached: that needs a retry.
 */
export function planRestart(
  run: Run,
  snapshot: Snapshot,
  from: string,
  running: Readonly<Record<string, RunningNow>>,
  rules: RulesByEnvironment = {},
): Result<RetryPlan & { readonly restarted: readonly string[] }, Problem> {
  if (!hasEnded(run))
    return err(
      problem('not-possible-now', say`The run has not ended yet`, { fix: say`Wait for it to end, or cancel it first` }),
    )
  if (run.stages[from]?.digest === undefined)
    return err(
      problem('not-possible-now', say`Stage ${from} has not run in this run`, { fix: say`Retry the run instead` }),
    )
  const graph = lineGraph(snapshot.line)
  const restarted = snapshot.stages
    .map(({ stage }) => stage)
    .filter((stage) => stage === from || ancestorsOf(graph, stage).has(from))
  const carried = snapshot.stages
    .map(({ stage }) => stage)
    .filter((stage) => !restarted.includes(stage) && run.stages[stage]?.state === 'succeeded')
  const carriedGates = [
    ...gatesToCarry({ run, snapshot, running, rules }, carried),
    ...questionsToCarry(run, restarted),
  ]
  return ok({ carried, carriedGates, restarted })
}

/** Approved approval tasks: they are done like other tasks that succeeded, unless their whole stage runs again. */
function questionsToCarry(run: Run, restarted: readonly string[]): readonly string[] {
  return Object.values(run.gates).flatMap(({ gate, state, task }) =>
    task !== undefined && state === 'passed' && !restarted.includes(task.stage) ? [gate] : [],
  )
}

/** Passed gates whose evidence will be equal again. */
function gatesToCarry(
  {
    run,
    snapshot,
    running,
    rules,
  }: {
    readonly run: Run
    readonly snapshot: Snapshot
    readonly running: Readonly<Record<string, RunningNow>>
    readonly rules: RulesByEnvironment
  },
  carried: readonly string[],
): readonly string[] {
  const graph = lineGraph(snapshot.line)
  const unchanged = (stage: string): boolean =>
    carried.includes(stage) ||
    (run.stages[stage]?.digest !== undefined &&
      [...ancestorsOf(graph, stage)].every((ancestor) => carried.includes(ancestor)))
  return demandedGates(snapshot, rules)
    .filter((demanded) => {
      const state = run.gates[demanded.key]
      // Calendars are checked whenever something starts; an environment's rule must be the same as it was then.
      if (state?.state !== 'passed' || isCalendarGate(demanded)) return false
      if (demanded.live && dataDigest(state.rule) !== dataDigest(demanded.gate)) return false
      return demanded.holds.every((name) => {
        const deployment = snapshot.stages.find(({ stage }) => stage === name)?.deployment
        const key = `${deployment?.app ?? ''}/${deployment?.name ?? ''}`
        const now = running[key]
        const same = (now?.digest ?? '') === (state.running?.[key] ?? '') || now?.run === run.id
        return unchanged(name) && (carried.includes(name) || same)
      })
    })
    .map(({ key }) => key)
}
