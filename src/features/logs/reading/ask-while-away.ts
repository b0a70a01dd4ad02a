import { problemOf } from '#client/problems.ts'

/** Repeats a question while the server is away. Undefined if it is refused or nobody waits any more. */
export async function askWhileAway<T>(
  ask: () => Promise<T>,
  signal: AbortSignal,
  pause: () => Promise<void> = aSecond,
): Promise<T | undefined> {
  while (!signal.aborted) {
    try {
      return await ask()
    } catch (error) {
      if (problemOf(error).code !== 'unreachable') return undefined
      await pause()
    }
  }
  return undefined
}

function aSecond(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1000))
}
