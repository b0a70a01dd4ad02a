import { expect, it } from 'vitest'
import { createManualClock } from '../ports/manual-clock.ts'
import { sendFullDisk } from './send-full-disk.ts'

/** Lets everything that can go on go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

it('says that the disk is full while it is, and nothing after the stream has ended', async () => {
  const [clock, over] = [createManualClock(0), new AbortController()]
  const sent: string[] = []
  let room = false
  sendFullDisk(
    { clock, hasRoom: async () => room },
    async (...events) => void sent.push(...events.map(({ text }) => text)),
    over.signal,
  )
  async function pass(): Promise<void> {
    clock.advance(5000)
    await settled()
  }
  await settled()
  expect(sent).toEqual(['{"kind":"storage","id":"full","at":"1970-01-01T00:00:00.000Z"}'])
  await pass()
  expect(sent).toHaveLength(2)
  room = true
  await pass()
  expect(sent).toHaveLength(2)
  room = false
  await pass()
  expect(sent).toHaveLength(3)
  over.abort()
  await pass()
  expect(sent).toHaveLength(3)
})
