import type { EventSource } from '../http/event-stream.ts'
import type { Ports } from '../ports.ts'

/** In milliseconds. Pages take it that there is room again when they have heard nothing for twice as long. */
const every = 5000

/** Says that the disk is full, again and again while it is, until the signal aborts: a page that begins to listen in between hears it as well. */
export function sendFullDisk(
  { clock, hasRoom }: Pick<Ports, 'clock' | 'hasRoom'>,
  send: (event: EventSource) => void,
  signal: AbortSignal,
): void {
  let stop: (() => void) | undefined
  async function look(): Promise<void> {
    const isFull = !(await hasRoom())
    if (signal.aborted) return
    if (isFull) send({ text: JSON.stringify({ kind: 'storage', id: 'full', at: new Date(clock.now()).toISOString() }) })
    stop = clock.after(every, () => void look())
  }
  void look()
  signal.addEventListener('abort', () => stop?.())
}
