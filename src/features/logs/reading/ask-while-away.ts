import { problemOf } from '#client/problems.ts'

/** What a source answers, asked again and again while the server is away; undefined where it refuses, or nobody wants to know any more. */
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
