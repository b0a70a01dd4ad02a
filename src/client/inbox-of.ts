import type { GateView } from '#contract/gate-evidence.ts'
import { isCalendarGate } from '#domain/gates/demanded.ts'

/**
 * The gates that the inbox lists. A calendar is listed only if nothing else holds its run: the other gates already say that the environment is
 * closed.
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
