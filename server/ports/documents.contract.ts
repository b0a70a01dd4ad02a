import { describe, expect, it } from 'vitest'
import type { DocumentStore } from './documents.ts'

/** The contract of every document store. */
export function documentStoreContract(name: string, create: () => DocumentStore): void {
  const change = { author: { id: 'dan', name: 'Dan' }, message: 'm', at: '2026-01-01T00:00:00.000Z' }
  const write = async (store: DocumentStore, ...parts: { id: string; base?: string; text?: string }[]) => {
    const written = await store.publish('p', { ...change, parts })
    if (!written.ok) throw new Error('conflict')
    return written.value
  }

  describe(`document store: ${name}`, () => {
    it('keeps every version, and lists the newest by kind', async () => {
      const store = create()
      const [first] = await write(store, { id: 'line/a', text: 'one' }, { id: 'layout/a', text: '{}' })
      expect(first).toMatchObject({
        id: 'line/a',
        version: 1,
        text: 'one',
        author: { id: 'dan' },
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      })
      await write(store, { id: 'line/a', base: first?.digest ?? '', text: 'two' })
      expect((await store.list('p', 'line')).map(({ text }) => text)).toEqual(['two'])
      expect((await store.versions('p', 'line/a')).map(({ version }) => version)).toEqual([2, 1])
      expect((await store.read('p', 'line/a', 1))?.text).toBe('one')
      expect(await store.read('other', 'line/a')).toBeUndefined()
    })

    it('publishes all of a change set or nothing', async () => {
      const store = create()
      await write(store, { id: 'line/a', text: 'one' })
      const refused = await store.publish('p', {
        ...change,
        parts: [
          { id: 'line/b', text: 'x' },
          { id: 'line/a', base: 'sha256:other', text: 'mine' },
        ],
      })
      expect(refused).toMatchObject({ ok: false, error: [{ id: 'line/a', mine: 'mine', current: { text: 'one' } }] })
      expect(await store.read('p', 'line/b')).toBeUndefined()
      expect((await store.publish('p', { ...change, parts: [{ id: 'line/a', text: 'new' }] })).ok).toBe(false)
    })

    it('deletes, and goes on counting afterwards', async () => {
      const store = create()
      const [first] = await write(store, { id: 'line/a', text: 'one' })
      await write(store, { id: 'line/a', base: first?.digest ?? '' })
      expect(await store.read('p', 'line/a')).toBeUndefined()
      expect(await store.list('p', 'line')).toEqual([])
      expect((await store.read('p', 'line/a', 1))?.text).toBe('one')
      const [again] = await write(store, { id: 'line/a', text: 'one' })
      expect(again?.version).toBe(2)
    })

    it('makes no version of an unchanged text', async () => {
      const store = create()
      const [first] = await write(store, { id: 'line/a', text: 'one' })
      expect(await write(store, { id: 'line/a', base: first?.digest ?? '', text: 'one' })).toEqual([])
      expect(await store.versions('p', 'line/a')).toHaveLength(1)
    })
  })
}
