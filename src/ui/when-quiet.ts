/**
 * Runs something once the browser is idle, or after some milliseconds at the latest. Returns a function that cancels
 * it.
 */
export function whenQuiet(run: () => void, timeout?: number): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, 200)
    return () => clearTimeout(timer)
  }
  const turn = requestIdleCallback(run, timeout === undefined ? {} : { timeout })
  return () => cancelIdleCallback(turn)
}
