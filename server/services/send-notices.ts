import type { EventSource } from '../http/event-stream.ts'
import type { Ports } from '../ports.ts'

/** No reader asks again more often than once a second. */
const pauseMilliseconds = 250

/**
 * Sends what changes in a project until the signal aborts: what comes first at once, what follows it in a moment together, and each thing once. A busy run
 * changes hundreds of times a second, and every page of the project would be woken for each.
 */
export async function sendNotices(
  { bus, clock }: Pick<Ports, 'bus' | 'clock'>,
  project: string,
  send: (...events: readonly EventSource[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const waiting = new Map<string, EventSource>()
  let stopTimer: (() => void) | undefined

  function flush(): void {
    stopTimer = undefined
    if (waiting.size === 0) return
    send(...waiting.values())
    waiting.clear()
    stopTimer = clock.after(pauseMilliseconds, flush)
  }

  const stop = bus.subscribe(project, ({ kind, id, at }) => {
    waiting.set(`${kind} ${id}`, { text: JSON.stringify({ kind, id, at }) })
    if (stopTimer === undefined) flush()
  })
  await new Promise((resolve) => signal.addEventListener('abort', resolve))
  stop()
  stopTimer?.()
}
