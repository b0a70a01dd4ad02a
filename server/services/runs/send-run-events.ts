import type { Ports } from '../../ports.ts'
import type { EventSource } from '../../http/event-stream.ts'

const atOnce = 1000

/** Sends the events of a run after a cursor, then each new one, until the signal aborts. */
export async function sendRunEvents(
  { runs, bus }: Pick<Ports, 'runs' | 'bus'>,
  project: string,
  run: string,
  after: number,
  send: (...events: readonly EventSource[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let wake = (): void => undefined
  let changed = true
  const note = (): void => {
    changed = true
    wake()
  }
  // Subscribed before the first read, so that no event is missed in between.
  const stop = bus.subscribe(project, ({ kind, id }) => (kind === 'run' && id === run ? note() : undefined))
  signal.addEventListener('abort', note)
  let cursor = after
  try {
    while (!signal.aborted) {
      changed = false
      const stored = await runs.texts(run, cursor)
      // Many thousand events are sent in several chunks.
      for (let from = 0; from < stored.length; from += atOnce)
        send(...stored.slice(from, from + atOnce).map(({ sequence, text }) => ({ id: String(sequence), text })))
      cursor = stored.at(-1)?.sequence ?? cursor
      await new Promise<void>((resolve) => {
        wake = resolve
        if (changed || signal.aborted) resolve()
      })
    }
  } finally {
    stop()
  }
}
