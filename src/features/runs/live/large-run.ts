// All of the page follows a run of so many stages at once; a larger one would keep it busy.
const mostAtOnce = 150

/** Whether a run has so many stages that its page follows in steps, and that no mark turns on it. */
export function isLarge(stages: number): boolean {
  return stages > mostAtOnce
}
