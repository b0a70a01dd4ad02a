import { expect, it } from 'vitest'
import { createManualClock } from '../ports/manual-clock.ts'
import { eventStream, type SendEvents } from './event-stream.ts'

const text = 'x'.repeat(64 * 1024)
/** Lets everything that can go on go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

function opened(produce: (send: SendEvents, signal: AbortSignal) => Promise<void>) {
  const end = { clock: createManualClock(0), expiresAt: 1000, milliseconds: 500, closing: new AbortController().signal }
  return { ...end, response: eventStream(new Request('http://localhost/'), end, produce) }
}

it('lets whoever sends wait for a reader that stands still, and go on with it', async () => {
  let sent = 0
  const { response } = opened(async (send) => {
    while (sent < 100) {
      await send({ text })
      sent += 1
    }
  })
  await settled()
  expect(sent).toBeLessThan(5)
  const all = await response.text()
  expect(all.match(/data: x/g)).toHaveLength(100)
  expect(all.trim().endsWith('{"reason":"complete"}')).toBe(true)
})

it('ends for a reader that stands still as well', async () => {
  let isOver = false
  const { clock } = opened(async (send, signal) => {
    while (!signal.aborted) await send({ text }, { text: 'second' })
    isOver = true
  })
  await settled()
  clock.advance(500)
  await settled()
  expect(isOver).toBe(true)
})
