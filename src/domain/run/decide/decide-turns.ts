import { environmentOfGate } from '#domain/gates/demanded.ts'
import { environmentRulesSchema, type RulesByEnvironment } from '#domain/gates/rules.ts'
import type { Concurrency } from '#domain/line/concurrency.ts'
import type { RunEvent } from '../events.ts'
import { parseQueue, type QueuedBehind } from '../turns/queue.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Run } from '../state.ts'
import { aheadOf, type Claims } from '../turns/turns.ts'

const withoutRules = environmentRulesSchema.parse({}).concurrency

/** Queues in which the run waits, each with the run whose turn comes first. */
export type Blocked = ReadonlyMap<string, QueuedBehind>

/** The queues in which the run has to wait, out of those that it needs a turn in. */
export function blockedQueues(
  own: Claims,
  others: readonly Claims[],
  snapshot: Snapshot,
  rules: RulesByEnvironment,
): Blocked {
  return new Map(
    [...own.wants.keys()].flatMap((queue) => {
      const ahead = ruleOf(queue, snapshot, rules).oneAtATime ? aheadOf(own, queue, others) : undefined
      return ahead === undefined ? [] : [[queue, { run: ahead.run, line: ahead.line, number: ahead.number }] as const]
    }),
  )
}

/** Events about a run's places in queues: it joined one, another run got ahead of it, or it no longer waits. */
export function turnSteps({ attempt, queues = [] }: Run, blocked: Blocked, at: string): RunEvent[] {
  const joined = [...blocked].flatMap(([queue, behind]): RunEvent[] => {
    const known = queues.find((one) => one.queue === queue)
    return known?.behind.run === behind.run ? [] : [{ kind: 'queue-joined', at, attempt, queue, behind }]
  })
  const left = queues.flatMap(({ queue }): RunEvent[] =>
    blocked.has(queue) ? [] : [{ kind: 'queue-left', at, attempt, queue }],
  )
  return [...left, ...joined]
}

/**
 * The newest run of the line that waits in the same place and supersedes this one; undefined if there is none, or if any stage of this run is
 * running.
 */
export function newerRun(
  run: Run,
  { others, blocked }: { readonly others: readonly Claims[]; readonly blocked: Blocked },
  snapshot: Snapshot,
  rules: RulesByEnvironment,
): QueuedBehind | undefined {
  if (run.cancel !== undefined || Object.values(run.stages).some(({ state }) => state === 'running')) return undefined
  const ofLine = snapshot.line.spec.concurrency?.newestSupersedes === true
  const queues = [...blocked.keys()].filter((queue) => ofLine || ruleOf(queue, snapshot, rules).newestSupersedes)
  const gates = Object.values(run.gates).flatMap(({ gate, state }) => {
    const supersedes = ofLine || rules[environmentOfGate(gate)]?.concurrency.newestSupersedes === true
    return state === 'waiting' && supersedes ? [gate] : []
  })
  const newest = others
    .filter((other) => other.line === run.line && other.number > run.number && !other.isCancelled)
    .filter(
      ({ wants, holds, gates: reached }) =>
        queues.some((queue) => wants.has(queue) || holds.has(queue)) || gates.some((gate) => reached.has(gate)),
    )
    .toSorted((a, b) => b.number - a.number)[0]
  return newest === undefined ? undefined : { run: newest.run, line: newest.line, number: newest.number }
}

function ruleOf(queue: string, { line }: Snapshot, rules: RulesByEnvironment): Concurrency {
  const { kind, name } = parseQueue(queue)
  if (kind === 'environment') return rules[name]?.concurrency ?? withoutRules
  return line.spec.concurrency ?? { oneAtATime: false, newestSupersedes: false }
}
