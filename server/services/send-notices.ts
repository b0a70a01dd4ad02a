import type { EventSource } from '../http/event-stream.ts'
import type { Ports } from '../ports.ts'

/** Milliseconds; readers ask again at most once a second anyway. */
const pauseMilliseconds = 250

/**
 * Sends changes of a project until the signal aborts: the first one at once, those right after it together, without
 * duplicates. A busy run changes hundreds of times a second, and each notice would wake every page of the project.
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
