import { describe, expect, it } from 'vitest'
import type { RunEvent } from '#domain/run/events.ts'
import type { RunStore } from './runs.ts'

const by = { id: 'dan', name: 'Dan' }
const started = (number: number): RunEvent[] => [
  { kind: 'run-started', at: '2026-01-01T00:00:00.000Z', line: 'l', number, note: '', by, snapshot: 's' },
]
const cancel: RunEvent = { kind: 'cancel-requested', at: '2026-01-01T00:00:00.000Z', attempt: 1, by, mode: 'Cancelled' }

/** The contract of every run store. */
export function runStoreContract(name: string, create: () => RunStore): void {
  const make = (store: RunStore, id: string, line = 'l', idempotencyKey = `key-${id}`) =>
    store.create({ id, project: 'p', line, idempotencyKey, events: started })

  describe(`run store: ${name}`, () => {
    it('numbers the runs of each line, and answers the same run for the same key', async () => {
      const store = create()
      expect((await make(store, 'a')).number).toBe(1)
      expect(await make(store, 'b')).toMatchObject({ number: 2, sequence: 1, ended: false })
      expect((await make(store, 'c', 'other')).number).toBe(1)
      expect((await make(store, 'd', 'l', 'key-a')).id).toBe('a')
      expect((await store.list('p', { limit: 10 })).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
    })

    it('keeps what others are to be told of with the events, until they were', async () => {
      const store = create()
      await make(store, 'a')
      await store.append({ run: 'a', expected: 1, events: [cancel, cancel], ended: false, untold: true })
      await store.append({ run: 'a', expected: 3, events: [cancel], ended: false })
      await store.append({ run: 'a', expected: 9, events: [cancel], ended: false, untold: true })
      expect(await store.untold()).toEqual([{ run: 'a', after: 1 }])
      await store.told({ run: 'a', after: 1 })
      expect(await store.untold()).toEqual([])
    })

    it('appends in order and refuses whoever has not seen the last event', async () => {
      const store = create()
      await make(store, 'a')
      const first = await store.append({ run: 'a', expected: 1, events: [cancel, cancel], ended: false })
      expect(first.ok && first.value.map(({ sequence }) => sequence)).toEqual([2, 3])
      const late = await store.append({ run: 'a', expected: 1, events: [cancel], ended: false })
      expect(late).toMatchObject({ ok: false, error: { code: 'version-conflict' } })
      expect((await store.read('a')).map(({ sequence }) => sequence)).toEqual([1, 2, 3])
      expect((await store.read('a', 2)).map(({ sequence, event }) => [sequence, event.kind])).toEqual([
        [3, 'cancel-requested'],
      ])
      expect((await store.read('a', 1, 1)).map(({ sequence }) => sequence)).toEqual([2])
      const texts = await store.texts('a', 1)
      expect(texts.map(({ sequence }) => sequence)).toEqual([2, 3])
      expect(texts.map(({ text }): unknown => JSON.parse(text))).toEqual(await store.read('a', 1))
      expect(await store.texts('a', 1, 1)).toEqual(texts.slice(0, 1))
    })

    it('lets exactly one of many writers win', async () => {
      const store = create()
      await make(store, 'a')
      const written = await Promise.all(
        Array.from({ length: 10 }, () => store.append({ run: 'a', expected: 1, events: [cancel], ended: false })),
      )
      expect(written.filter(({ ok }) => ok)).toHaveLength(1)
    })

    it('tells which runs are open', async () => {
      const store = create()
      await make(store, 'a')
      await make(store, 'b')
      await store.append({ run: 'a', expected: 1, events: [cancel], ended: true })
      expect((await store.open()).map(({ id }) => id)).toEqual(['b'])
      await store.append({ run: 'a', expected: 2, events: [cancel], ended: false })
      expect((await store.open()).map(({ id }) => id)).toEqual(['a', 'b'])
    })

    it('pages by line, newest first', async () => {
      const store = create()
      for (const id of ['a', 'b', 'c', 'd']) await make(store, id, id === 'c' ? 'other' : 'l')
      const page = await store.list('p', { line: 'l', limit: 2 })
      expect(page.map(({ id }) => id)).toEqual(['d', 'b'])
      expect((await store.list('p', { line: 'l', limit: 2, before: 'b' })).map(({ id }) => id)).toEqual(['a'])
      expect(await store.list('elsewhere', { limit: 5 })).toEqual([])
    })

    it('fences: one holder at a time, and a later one shuts out the earlier', async () => {
      const store = create()
      await make(store, 'a')
      const mine = await store.lease('a', 'one', 0, 1000)
      expect(await store.lease('a', 'two', 500, 1000)).toBeUndefined()
      expect((await store.lease('a', 'one', 500, 1000))?.until).toBe(1500)
      const theirs = await store.lease('a', 'two', 2000, 1000)
      expect(theirs?.fence).toBeGreaterThan(mine?.fence ?? 0)
      const write = (lease: typeof mine) =>
        store.append({
          run: 'a',
          expected: 1,
          events: [cancel],
          ended: false,
          ...(lease === undefined ? {} : { lease }),
        })
      expect((await write(mine)).ok).toBe(false)
      expect((await write(theirs)).ok).toBe(true)
    })
  })
}
