import type { Ports } from '../ports.ts'
import { isStorageFull } from '../ports/storage-full.ts'

/** Work that nobody waits for. */
export interface Background {
  /** Runs work in the background. An unexpected failure (a supervisor that is down) is reported, and `again` is called a moment later. */
  later(work: Promise<unknown>, again?: () => void): void
  /** Reports an unexpected failure, and calls `again` a moment later. */
  tryAgain(error: unknown, again: () => void): void
  /** Reports an unexpected failure. */
  tell(error: unknown): void
  /** Resolves when no background work is left. */
  idle(): Promise<void>
}

/** In milliseconds. */
export const retryAfter = 2000

/** A sentence for well-known errors, whose stack trace would tell nobody more; undefined for surprises. */
function expectedOf(error: unknown): string | undefined {
  if (isStorageFull(error))
    return 'The disk is full. Free some space: what waits goes on by itself, and nothing is lost'
  return error instanceof Error && 'problem' in error ? error.message : undefined
}

/** Tracks a service's background work. After `signal` aborts, nothing is reported or retried. */
export function createBackground(
  service: string,
  { clock, report }: Pick<Ports, 'clock' | 'report'>,
  signal: AbortSignal,
): Background {
  const going = new Set<Promise<unknown>>()

  let lastReport = { message: '', at: 0 }

  function tell(error: unknown): void {
    const message = expectedOf(error)
    if (message === undefined) return report(`${service}: ${error instanceof Error ? error.stack : String(error)}`)
    // Every active run meets the same error; one line a minute is enough.
    const at = clock.now()
    if (message === lastReport.message && at - lastReport.at < 60_000) return
    lastReport = { message, at }
    report(`${service}: ${message}`)
  }

  function tryAgain(error: unknown, again?: () => void): void {
    if (signal.aborted) return
    tell(error)
    if (again !== undefined) clock.after(retryAfter, () => signal.aborted || again())
  }

  return {
    tell,
    tryAgain,
    later(work, again) {
      const noted = work.catch((error: unknown) => tryAgain(error, again))
      going.add(noted)
      void noted.finally(() => going.delete(noted))
    },
    async idle() {
      while (going.size > 0) await Promise.all(going)
    },
  }
}
