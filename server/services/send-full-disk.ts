import type { SendEvents } from '../http/event-stream.ts'
import type { Ports } from '../ports.ts'

/** Milliseconds. Pages assume that there is room again after twice as long without a notice. */
const every = 5000

/**
 * Says repeatedly that the disk is full, while it is and until the signal aborts, so that pages that connect later
 * learn it too.
 */
export function sendFullDisk(
  { clock, hasRoom }: Pick<Ports, 'clock' | 'hasRoom'>,
  send: SendEvents,
  signal: AbortSignal,
): void {
  let stop: (() => void) | undefined
  async function look(): Promise<void> {
    const isFull = !(await hasRoom())
    if (signal.aborted) return
    if (isFull)
      await send({ text: JSON.stringify({ kind: 'storage', id: 'full', at: new Date(clock.now()).toISOString() }) })
    if (signal.aborted) return
    stop = clock.after(every, () => void look())
  }
  void look()
  signal.addEventListener('abort', () => stop?.())
}
