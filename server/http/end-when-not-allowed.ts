import type { Clock } from '../ports/clock.ts'

/** How long an answer that goes on may outlive the right to it. */
const lookAgainAfter = 15_000

interface Watch {
  readonly clock: Clock
  /** How long such an answer goes on at most. */
  readonly milliseconds: number
  readonly closing: AbortSignal
  readonly isAllowed: () => Promise<boolean>
}

/**
 * A request whose signal also aborts when whoever asked may not ask any more: they have signed out everywhere, left the project, or their
 * token was voided. Rights are decided with each request, and an answer that streams for minutes is asked for once.
 */
export function endWhenNotAllowed(request: Request, { clock, milliseconds, closing, isAllowed }: Watch): Request {
  const over = new AbortController()
  const signal = AbortSignal.any([request.signal, over.signal])
  const idle = AbortSignal.any([signal, closing])
  const lastLook = clock.now() + milliseconds
  function wait(): void {
    const stop = clock.after(lookAgainAfter, () => {
      idle.removeEventListener('abort', stop)
      void look()
    })
    idle.addEventListener('abort', stop)
  }
  async function look(): Promise<void> {
    // Where it cannot be found out (a disk that fails), the next look may tell; the end of the token ends the answer by itself.
    if (!(await isAllowed().catch(() => true))) over.abort()
    else if (!idle.aborted && clock.now() < lastLook) wait()
  }
  wait()
  // Anew from its parts: what serves HTTP may have a request of its own making, which cannot be copied as a whole.
  return new Request(request.url, { method: request.method, headers: request.headers, signal })
}
