/** Runs something once the browser has nothing better to do, or at the latest after some milliseconds; what it answers calls it off. */
export function whenQuiet(run: () => void, timeout?: number): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, 200)
    return () => clearTimeout(timer)
  }
  const turn = requestIdleCallback(run, timeout === undefined ? {} : { timeout })
  return () => cancelIdleCallback(turn)
}
