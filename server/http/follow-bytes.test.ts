import { expect, it } from 'vitest'
import { createManualClock } from '../ports/manual-clock.ts'
import { followBytes } from './follow-bytes.ts'

it('waits for a quiet log once at a time, and ends with its step', async () => {
  const clock = createManualClock(0)
  let waiting = 0
  let most = 0
  let turns = 0
  const response = followBytes(new Request('http://localhost/log'), {
    ...{ clock, expiresAt: 60_000, closing: new AbortController().signal, from: 0, follow: true, complete: false },
    ...{ milliseconds: 60_000, logBytes: 1000 },
    read: () => Promise.resolve({ bytes: new Uint8Array(), size: 0 }),
    grown: (_size, signal) => {
      waiting += 1
      most = Math.max(most, waiting)
      return new Promise((resolve) =>
        signal.addEventListener('abort', () => {
          waiting -= 1
          resolve()
        }),
      )
    },
    isOpen: () => (turns += 1) <= 5,
  })
  const read = response.arrayBuffer()
  while (turns <= 5) {
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(1000)
  }
  expect((await read).byteLength).toBe(0)
  expect([most, waiting]).toEqual([1, 0])
})
