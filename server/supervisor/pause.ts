/** Waits, or ends early when the signal aborts. Resolves to whether the whole time passed. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false)
  return new Promise((resolve) => {
    const end = (whole: boolean): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', aborted)
      resolve(whole)
    }
    const aborted = (): void => end(false)
    const timer = setTimeout(() => end(true), milliseconds)
    signal.addEventListener('abort', aborted)
  })
}
