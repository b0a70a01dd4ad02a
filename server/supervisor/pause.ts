/** The longest time of a timer; Node fires longer ones at once. In milliseconds, 24 days. */
const longest = 2 ** 31 - 1

/** Waits at most 24 days, or ends early when the signal aborts. Resolves to whether the whole time passed. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false)
  return new Promise((resolve) => {
    const end = (whole: boolean): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', aborted)
      resolve(whole)
    }
    const aborted = (): void => end(false)
    const timer = setTimeout(() => end(true), Math.min(milliseconds, longest))
    signal.addEventListener('abort', aborted)
  })
}
