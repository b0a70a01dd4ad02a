// All of the page follows a run of so many stages at once; a larger one would keep it busy.
const mostAtOnce = 150

/** Whether the page follows a run of so many stages in steps. */
export function isLarge(stages: number): boolean {
  return stages > mostAtOnce
}
