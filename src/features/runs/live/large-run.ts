import type { Run } from '#domain/run/state.ts'

// Up to this many stages the whole page can follow at once; more would keep it busy.
const mostAtOnce = 150

// Cached, since counting thousands of keys takes a while and several parts of the page ask.
const known = new WeakMap<Run['stages'], boolean>()

/** Whether a run has so many stages that its page follows in steps and does not animate marks. */
export function isLarge({ stages }: Pick<Run, 'stages'>): boolean {
  const made = known.get(stages) ?? Object.keys(stages).length > mostAtOnce
  known.set(stages, made)
  return made
}
