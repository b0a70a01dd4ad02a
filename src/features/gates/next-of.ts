import type { GateView } from '#contract/gate-evidence.ts'

type Place = Pick<GateView, 'run' | 'key'>

/** The gate to go to next: one of the same run first, since its evidence is familiar, else the oldest. */
export function nextOf<G extends Place>(waiting: readonly G[], { run, key }: Place): G | undefined {
  const others = waiting.filter((gate) => gate.run !== run || gate.key !== key)
  return others.find((gate) => gate.run === run) ?? others[0]
}
