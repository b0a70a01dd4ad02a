/** Runs something once the browser has nothing better to do; what it answers calls it off. */
export function whenQuiet(run: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, 200)
    return () => clearTimeout(timer)
  }
  const turn = requestIdleCallback(run)
  return () => cancelIdleCallback(turn)
}
