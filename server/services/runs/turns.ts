import type { RulesByEnvironment } from '#domain/gates/rules.ts'
import type { RunEvent } from '#domain/run/events.ts'
import type { Run } from '#domain/run/state.ts'
import { claimsOf, type Claims } from '#domain/run/turns/turns.ts'
import type { DrivenRun } from './driven-runs.ts'

/** The parts of a driven run that its claims follow from. */
type Claimant = Pick<DrivenRun, 'run' | 'ahead' | 'snapshot' | 'preparing'>

export interface Turns {
  /** The claims of the project's other live runs, including turns that they are about to take. */
  othersOf(one: Claimant, all: Iterable<Claimant>, rules: RulesByEnvironment): readonly Claims[]
}

/** Caches claims while a run does not change. */
export function createTurns(): Turns {
  const known = new WeakMap<Run, { rules: RulesByEnvironment; isPreparing: boolean; claims: Claims }>()

  function claims(run: Run, { snapshot, preparing }: Claimant, rules: RulesByEnvironment): Claims {
    const isPreparing = preparing.size > 0
    const last = known.get(run)
    if (last?.rules === rules && last.isPreparing === isPreparing) return last.claims
    const made = claimsOf(run, snapshot, rules, isPreparing)
    known.set(run, { rules, isPreparing, claims: made })
    return made
  }

  return {
    othersOf: (one, all, rules) =>
      [...all].flatMap((other) => {
        if (other === one || other.run.project !== one.run.project) return []
        const states = other.ahead === undefined ? [other.run] : [other.run, other.ahead]
        return states.map((run) => claims(run, other, rules))
      }),
  }
}

/** Whether a turn may have become free, or a newer run has joined a queue. */
export function movesQueues(events: readonly RunEvent[]): boolean {
  return events.some(({ kind }) => moving.has(kind))
}

const moving = new Set<RunEvent['kind']>([
  ...(['stage-ended', 'attempt-ended', 'gate-opened', 'gate-closed'] as const),
  ...(['queue-joined', 'queue-left', 'cancel-requested', 'run-superseded'] as const),
])

/** Whether progress of another run of the project may concern this one; at a gate, only a newer run that arrives there does. */
export function waitsFor(
  { id, project, line, number, queues = [], gates }: Run,
  other: Run,
  events: readonly RunEvent[],
): boolean {
  if (id === other.id || project !== other.project) return false
  if (queues.length > 0) return true
  if (line !== other.line || number > other.number || !events.some(({ kind }) => kind === 'gate-opened')) return false
  return Object.values(gates).some(({ state }) => state === 'waiting')
}
