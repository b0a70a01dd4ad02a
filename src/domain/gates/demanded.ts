import { type Gate, gateSchema } from '#domain/line/gate.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import { calendarGate, type RulesByEnvironment } from './rules.ts'

/** A gate that a run has to pass, demanded by its line or now by an environment. `key` names it within the run. */
export interface DemandedGate {
  readonly key: string
  readonly gate: Gate
  /** The stages that wait for it. */
  readonly holds: readonly string[]
  /** The environments whose calendars it observes. */
  readonly environments: readonly string[]
  /** Demanded by an environment: read now, not frozen. */
  readonly live: boolean
}

/** Separates environment and name in the key of an environment's gate; gates of lines may not use it in their names. */
export const environmentGateMark = ':'

/**
 * Returns all gates of a run: those of its frozen line, then those of the environments that its stages deploy to. An environment with windows or
 * freezes gets an extra gate for them, where nobody votes.
 */
export function demandedGates({ line, stages }: Snapshot, rules: RulesByEnvironment): readonly DemandedGate[] {
  const environmentOf = new Map(stages.map(({ stage, deployment }) => [stage, deployment.environment]))
  const own = (line.spec.gates ?? []).map((gate): DemandedGate => {
    const holds = line.spec.stages.filter(({ gates }) => gates?.includes(gate.name) === true).map(({ name }) => name)
    const environments = [...new Set(holds.flatMap((stage) => environmentOf.get(stage) ?? []))]
    return { key: gate.name, gate, holds, environments, live: false }
  })
  const demanded = [...new Set(environmentOf.values())].flatMap((environment) => {
    const found = rules[environment]
    const holds = stages.filter(({ deployment }) => deployment.environment === environment).map(({ stage }) => stage)
    const hasCalendar = found !== undefined && found.windows.length + found.freezes.length > 0
    const gates: readonly Gate[] = [...(found?.gates ?? []), ...(hasCalendar ? [calendar] : [])]
    return gates.map((gate): DemandedGate => {
      const key = `${environment}${environmentGateMark}${gate.name}`
      return { key, gate, holds, environments: [environment], live: true }
    })
  })
  // A gate of a line must not replace an environment's gate by taking its name.
  return [...own.filter(({ key }) => !key.includes(environmentGateMark)), ...demanded]
}

/** Returns the environment that demands a gate, by the gate's key; empty for a gate of a line. */
export function environmentOfGate(key: string): string {
  return key.slice(0, Math.max(0, key.indexOf(environmentGateMark)))
}

/** Whether the gate waits only for a calendar. */
export function isCalendarGate({ key, live }: Pick<DemandedGate, 'key' | 'live'>): boolean {
  return live && key.endsWith(`${environmentGateMark}${calendarGate}`)
}

// Asks nobody, and passes as soon as the environment is open.
const calendar: Gate = { ...gateSchema.parse({ name: calendarGate }), requiredApprovals: 0 }
