import type { Ports } from '../ports.ts'

/** Work that nobody waits for. */
export interface Background {
  /** What fails by surprise (a supervisor that is down) is reported, and tried again by `again` a moment later. */
  later(work: Promise<unknown>, again?: () => void): void
  /** Tells of a surprise. */
  tell(error: unknown): void
  /** Resolves when nothing is being done any more. */
  idle(): Promise<void>
}

/** In milliseconds. */
export const retryAfter = 2000

/** Keeps account of what a service does by itself; after `signal` nothing is reported and nothing is tried again. */
export function createBackground(
  service: string,
  { clock, report }: Pick<Ports, 'clock' | 'report'>,
  signal: AbortSignal,
): Background {
  const going = new Set<Promise<unknown>>()

  function tell(error: unknown): void {
    report(`${service}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }

  return {
    tell,
    later(work, again) {
      const noted = work.catch((error: unknown) => {
        if (signal.aborted) return
        tell(error)
        if (again !== undefined) clock.after(retryAfter, () => signal.aborted || again())
      })
      going.add(noted)
      void noted.finally(() => going.delete(noted))
    },
    async idle() {
      while (going.size > 0) await Promise.all(going)
    },
  }
}
