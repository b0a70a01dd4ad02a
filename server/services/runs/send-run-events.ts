import type { Ports } from '../../ports.ts'
import type { SendEvents } from '../../http/event-stream.ts'

const atOnce = 1000

/** Sends the events of a run after a cursor, then each new one, until the signal aborts. A slow reader has them read for it only as it goes on. */
export async function sendRunEvents(
  { runs, bus }: Pick<Ports, 'runs' | 'bus'>,
  project: string,
  run: string,
  after: number,
  send: SendEvents,
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
      const stored = await runs.texts(run, cursor, atOnce)
      if (stored.length > 0) await send(...stored.map(({ sequence, text }) => ({ id: String(sequence), text })))
      cursor = stored.at(-1)?.sequence ?? cursor
      if (stored.length === atOnce) continue
      await new Promise<void>((resolve) => {
        wake = resolve
        if (changed || signal.aborted) resolve()
      })
    }
  } finally {
    stop()
  }
}
