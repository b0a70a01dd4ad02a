import type { GateView } from '#contract/gate-evidence.ts'
import { isCalendarGate } from '#domain/gates/demanded.ts'

/**
 * The gates that the inbox has rows for: a calendar has one of its own only where nothing else holds its run back, since the other gates say
 * themselves that the environment is closed.
 */
export function inboxOf<G extends Pick<GateView, 'run' | 'key' | 'live' | 'environment'>>(
  gates: readonly G[],
): readonly G[] {
  const others = gates.filter((gate) => !isCalendarGate(gate))
  return gates.filter(
    (gate) =>
      !isCalendarGate(gate) ||
      !others.some(({ run, environment }) => run === gate.run && environment === gate.environment),
  )
}
