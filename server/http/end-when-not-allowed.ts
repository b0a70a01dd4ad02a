import type { Clock } from '../ports/clock.ts'

/** Milliseconds that a streaming response may outlive the caller's right to it. */
const lookAgainAfter = 15_000

interface Watch {
  readonly clock: Clock
  /** The longest duration of such a response. */
  readonly milliseconds: number
  readonly closing: AbortSignal
  readonly isAllowed: () => Promise<boolean>
}

/**
 * Copies the request with a signal that also aborts when the caller loses the right to it: signed out everywhere, removed from the project, or token
 * revoked. Every request is checked at its start, but a streaming response lasts for minutes after that.
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
    // If the check itself fails (a broken disk), the next one decides; the response ends with the token in any case.
    if (!(await isAllowed().catch(() => true))) over.abort()
    else if (!idle.aborted && clock.now() < lastLook) wait()
  }
  wait()
  // Built from parts: the HTTP server's request may be a class of its own that cannot be cloned.
  return new Request(request.url, { method: request.method, headers: request.headers, signal })
}
