import { afterEach, describe, expect, it, vi } from 'vitest'
import { historyOf } from '#domain/history.ts'
import { ok } from '#domain/result.ts'
import { createEditor, type Editor, draftedText } from './editor.ts'
import { followDraft, tellDraft } from './share-draft.ts'

function editorOf(bases = { 'line/shop': { text: 'one\n', digest: 'd1', version: 1 } }): Editor {
  return createEditor('line/shop', { history: historyOf({}), bases })
}

const write = (editor: Editor, text: string) => editor.apply('Edit', (texts) => ok({ ...texts, 'line/shop': text }))
const textIn = (editor: Editor) => draftedText(editor.store.getState(), 'line/shop')

describe('a draft in several tabs', () => {
  const ends: (() => void)[] = []
  afterEach(() => {
    for (const end of ends.splice(0)) end()
  })

  function opened() {
    const [own, other] = [editorOf(), editorOf()]
    const [here, there] = [new BroadcastChannel('a draft'), new BroadcastChannel('a draft')]
    write(own, 'typed before\n')
    ends.push(
      tellDraft(own, here),
      followDraft(other, there),
      () => here.close(),
      () => there.close(),
    )
    return { own, other, here }
  }

  it('is told to a tab that opens, and each change after that', async () => {
    const { own, other } = opened()
    await vi.waitFor(() => expect(textIn(other)).toBe('typed before\n'))
    write(own, 'typed after\n')
    await vi.waitFor(() => expect(textIn(other)).toBe('typed after\n'))
    own.undo()
    own.undo()
    await vi.waitFor(() => expect(textIn(other)).toBe('one\n'))
    expect(other.store.getState().history.past).toEqual([])
  })

  it('counts as published in all tabs once it is', async () => {
    const { own, other } = opened()
    own.rebase([{ id: 'line/shop', digest: 'd2', version: 2 }])
    await vi.waitFor(() =>
      expect(other.store.getState().bases['line/shop']).toEqual({ digest: 'd2', version: 2, text: 'typed before\n' }),
    )
  })

  it('stays as it is when something else speaks', async () => {
    const { other, here } = opened()
    await vi.waitFor(() => expect(textIn(other)).toBe('typed before\n'))
    here.postMessage({ texts: 7 })
    here.postMessage('asks')
    here.postMessage({ texts: { 'line/shop': 'last\n' }, bases: {} })
    await vi.waitFor(() => expect(textIn(other)).toBe('last\n'))
  })
})
