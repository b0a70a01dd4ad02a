import { expect, it } from 'vitest'
import { createManualClock } from '../ports/manual-clock.ts'
import { createMemoryBus } from '../stores/memory/memory-bus.ts'
import { sendNotices } from './send-notices.ts'

it('sends a first change at once, and those of a burst together without duplicates', async () => {
  const [bus, clock, over] = [createMemoryBus(), createManualClock(0), new AbortController()]
  const sent: string[][] = []
  let read: Promise<void> = Promise.resolve()
  const advance = async (milliseconds: number): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(milliseconds)
  }
  const told = sendNotices(
    { bus, clock },
    'shop',
    (...events) => {
      sent.push(events.map(({ text }) => text))
      return read
    },
    over.signal,
  )
  const notice = (id: string, at: string) => ({ project: 'shop', kind: 'run' as const, id, at })
  const textOf = (id: string, at: string) => JSON.stringify({ kind: 'run', id, at })

  bus.publish(notice('a', '1'))
  expect(sent).toEqual([[textOf('a', '1')]])
  for (const at of ['2', '3']) for (const id of ['a', 'b']) bus.publish(notice(id, at))
  expect(sent).toHaveLength(1)
  await advance(250)
  expect(sent[1]).toEqual([textOf('a', '3'), textOf('b', '3')])

  // After a pause, the next notice counts as the first again.
  await advance(250)
  bus.publish(notice('a', '4'))
  expect(sent[2]).toEqual([textOf('a', '4')])

  // A reader that stands still gets what comes meanwhile together, once it goes on.
  const reader = Promise.withResolvers<void>()
  read = reader.promise
  bus.publish(notice('a', '5'))
  await advance(250)
  for (const at of ['6', '7']) bus.publish(notice('a', at))
  await advance(1000)
  expect(sent).toHaveLength(4)
  reader.resolve()
  await advance(250)
  expect(sent[4]).toEqual([textOf('a', '7')])

  bus.publish(notice('a', '8'))
  over.abort()
  await told
  clock.advance(1000)
  bus.publish(notice('a', '9'))
  expect(sent).toHaveLength(5)
})
