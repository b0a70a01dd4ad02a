import { type Gate, gateSchema } from '#domain/line/gate.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import { calendarGate, type RulesByEnvironment } from './rules.ts'

/** A gate that a run has to pass: one of its line, or one that an environment demands now. `key` names it within the run. */
export interface DemandedGate {
  readonly key: string
  readonly gate: Gate
  /** The stages that wait for it. */
  readonly holds: readonly string[]
  /** The environments whose calendar it keeps. */
  readonly environments: readonly string[]
  /** Demanded by an environment: read now, not frozen. */
  readonly live: boolean
}

/** Between environment and name in the key of an environment's gate; no gate of a line may have it in its name. */
export const environmentGateMark = ':'

/**
 * All gates of a run: those of its frozen line, then those of the environments that its stages are bound to. An environment that has
 * windows or freezes has a gate of its own for them, which nobody votes at.
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
  // An environment's gate is never replaced by one of a line that calls itself the same.
  return [...own.filter(({ key }) => !key.includes(environmentGateMark)), ...demanded]
}

/** The environment that demands a gate, by its key; empty for a gate of a line. */
export function environmentOfGate(key: string): string {
  return key.slice(0, Math.max(0, key.indexOf(environmentGateMark)))
}

/** Whether the gate waits for a calendar only. */
export function isCalendarGate({ key, live }: Pick<DemandedGate, 'key' | 'live'>): boolean {
  return live && key.endsWith(`${environmentGateMark}${calendarGate}`)
}

// Nobody is asked: it passes as soon as the environment is open.
const calendar: Gate = { ...gateSchema.parse({ name: calendarGate }), requiredApprovals: 0 }
