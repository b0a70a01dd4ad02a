import type { EventSource, SendEvents } from '../http/event-stream.ts'
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
  send: SendEvents,
  signal: AbortSignal,
): Promise<void> {
  const waiting = new Map<string, EventSource>()
  let isPausing = false
  let stopTimer: (() => void) | undefined

  /** A reader that is behind gets what comes meanwhile together as well. */
  async function flush(): Promise<void> {
    isPausing = waiting.size > 0
    if (!isPausing) return
    const events = [...waiting.values()]
    waiting.clear()
    await send(...events)
    if (!signal.aborted) stopTimer = clock.after(pauseMilliseconds, () => void flush())
  }

  const stop = bus.subscribe(project, ({ kind, id, at }) => {
    waiting.set(`${kind} ${id}`, { text: JSON.stringify({ kind, id, at }) })
    if (!isPausing) void flush()
  })
  await new Promise((resolve) => signal.addEventListener('abort', resolve))
  stop()
  stopTimer?.()
}
