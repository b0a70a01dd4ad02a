import { afterEach, describe, expect, it, vi } from 'vitest'
import { ok } from '#domain/result.ts'
import { createClient } from '../client.ts'
import { createConnection } from '../connection.ts'
import { keepDraft, keepInBrowser, readLocalDraft } from './draft-store.ts'
import { createEditor } from './editor.ts'
import { historyOf } from '#domain/history.ts'

const line = 'line/release'
const place = { project: 'shop', person: 'dan', subject: line }

/** A server that stores one draft and answers only when told to. */
function slowServer() {
  const waiting: (() => void)[] = []
  let draft: string | undefined
  const client = createClient({
    origin: 'http://here',
    connection: createConnection(),
    session: { token: () => Promise.resolve('t'), signInAgain: () => Promise.resolve(false) },
    fetch: async (_, init = {}) => {
      await new Promise<void>((resolve) => waiting.push(resolve))
      draft = init.method === 'DELETE' ? undefined : String(init.body)
      return Response.json(
        init.method === 'DELETE' ? {} : { id: 'd', subject: line, content: {}, savedAt: '2026-01-01T00:00:00Z' },
      )
    },
  })
  return {
    client,
    draft: () => draft,
    async answerAll(): Promise<void> {
      for (let idle = 0; idle < 20; idle += 1) {
        waiting.shift()?.()
        await new Promise((resolve) => setTimeout(resolve))
      }
    },
  }
}

// Shared by all tests, since the tested code opens its database once.
const kept: { readonly at: number }[] = []

/** A fake of the browser's storage, as far as these tests use it. */
function browserStore(): void {
  kept.length = 0
  const connection = {
    transaction: () => {
      const transaction = {
        oncomplete: () => undefined,
        commit: () => queueMicrotask(() => transaction.oncomplete()),
        objectStore: () => ({
          put: (value: { at: number }) => ({ readyState: 'done', result: kept.push(value) }),
          delete: () => ({ readyState: 'done' }),
          // Behaves like a database that was damaged when its browser was killed.
          get: () => ({
            readyState: 'pending',
            get result(): never {
              throw new Error('The request has not finished')
            },
          }),
        }),
      }
      return transaction
    },
  }
  vi.stubGlobal('indexedDB', {
    open: () => {
      const opening = { result: connection, onsuccess: () => undefined }
      queueMicrotask(() => opening.onsuccess())
      return opening
    },
  })
}

afterEach(() => vi.unstubAllGlobals())

describe('a draft', () => {
  it('is kept in the browser by the time of the server, whose clock tells which of two is newer', async () => {
    const server = slowServer()
    const editor = createEditor(line, { history: historyOf({}), bases: {} })
    editor.apply('write', () => ok({ [line]: 'changed' }))
    const saved = keepDraft(server.client, place, editor.store.getState())
    await server.answerAll()
    expect(await saved).toBe('server')
    browserStore()
    void keepInBrowser(place, editor.store.getState())
    await vi.waitFor(() => expect(kept).toHaveLength(1))
    const late = (kept[0]?.at ?? 0) - Date.parse('2026-01-01T00:00:00Z')
    expect(late >= 0 && late < 60_000).toBe(true)
  })

  it('that cannot be read any more in the browser is not waited for', async () => {
    browserStore()
    expect(await readLocalDraft(place)).toBeUndefined()
  })

  it('that is undone while it is still being saved leaves nothing behind', async () => {
    const server = slowServer()
    const editor = createEditor(line, {
      history: historyOf({}),
      bases: { [line]: { text: 'published', version: 1, digest: 'd' } },
    })
    editor.apply('write', () => ok({ [line]: 'changed' }))
    const first = keepDraft(server.client, place, editor.store.getState())
    editor.undo()
    const second = keepDraft(server.client, place, editor.store.getState())
    await server.answerAll()
    expect([await first, await second]).toEqual(['server', 'nowhere'])
    expect(server.draft()).toBeUndefined()
  })

  it('that could not be dropped on the server does not count as gone', async () => {
    const client = createClient({
      origin: 'http://here',
      connection: createConnection(),
      session: { token: () => Promise.resolve('t'), signInAgain: () => Promise.resolve(false) },
      fetch: () => Promise.reject(new TypeError('Failed to fetch')),
    })
    const { store } = createEditor(line, { history: historyOf({}), bases: {} })
    expect(await keepDraft(client, place, store.getState())).toBe('browser')
  })

  it('of which nothing is left to publish leaves its steps in this browser, and no draft', async () => {
    browserStore()
    const editor = createEditor(line, { history: historyOf({}), bases: {} })
    editor.apply('write', () => ok({ [line]: 'changed' }))
    editor.undo()
    void keepInBrowser(place, editor.store.getState())
    await vi.waitFor(() => expect(kept).toHaveLength(1))
    expect(kept[0]).toMatchObject({ isUnchanged: true, content: { texts: {}, future: [{ name: 'write' }] } })
  })

  it('that is done again after that is there again', async () => {
    const server = slowServer()
    const editor = createEditor(line, { history: historyOf({}), bases: {} })
    editor.apply('write', () => ok({ [line]: 'changed' }))
    const saves = [keepDraft(server.client, place, editor.store.getState())]
    editor.undo()
    saves.push(keepDraft(server.client, place, editor.store.getState()))
    editor.redo()
    saves.push(keepDraft(server.client, place, editor.store.getState()))
    await server.answerAll()
    await Promise.all(saves)
    expect(server.draft()).toContain('changed')
  })
})
