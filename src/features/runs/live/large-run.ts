import type { Run } from '#domain/run/state.ts'

// All of the page follows a run of so many stages at once; a larger one would keep it busy.
const mostAtOnce = 150

// Counting thousands of keys takes a while, and several parts of the page ask of each state.
const known = new WeakMap<Run['stages'], boolean>()

/** Whether a run has so many stages that its page follows in steps, and that no mark turns on it. */
export function isLarge({ stages }: Pick<Run, 'stages'>): boolean {
  const made = known.get(stages) ?? Object.keys(stages).length > mostAtOnce
  known.set(stages, made)
  return made
}
