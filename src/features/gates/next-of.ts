import type { GateView } from '#contract/gate-evidence.ts'

type Place = Pick<GateView, 'run' | 'key'>

/** Which of the gates that wait comes after one: another of the same run first, whose evidence is known by then, else the oldest. */
export function nextOf<G extends Place>(waiting: readonly G[], { run, key }: Place): G | undefined {
  const others = waiting.filter((gate) => gate.run !== run || gate.key !== key)
  return others.find((gate) => gate.run === run) ?? others[0]
}
