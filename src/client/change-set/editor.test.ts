import { expect, it } from 'vitest'
import type { Texts } from '#domain/documents.ts'
import { ok } from '#domain/result.ts'
import { changedTexts, changeNames, createEditor } from './editor.ts'
import { historyOf } from '#domain/history.ts'
import { draftContent, readDraft } from './draft-content.ts'

const bases = { line: { digest: 'd', text: 'a', version: 1 } }
const set = (text: string) => (texts: Texts) => ok({ ...texts, line: text })

function editorOfA() {
  return createEditor('line', { history: historyOf({}), bases })
}

it('names what was done since the document was as it is published, each name once', () => {
  const editor = editorOfA()
  editor.apply('Insert b', set('b'))
  editor.apply('Move c', set('c'))
  editor.apply('Move c', set('d'))
  expect(changeNames(editor.store.getState())).toEqual(['Insert b', 'Move c'])
})

it('names nothing of which a conflict left nothing', () => {
  const editor = editorOfA()
  editor.apply('Insert b', set('a\nb'))
  editor.apply('Insert c', set('a\nb\nc'))
  // Somebody else has published d; the second of this person's steps was kept.
  editor.apply('Merge', set('a\nd\nc'))
  editor.setBase('line', { digest: 'e', text: 'a\nd', version: 2 })
  expect(changeNames(editor.store.getState())).toEqual(['Insert c'])
})

it('names nothing that was taken back by hand before', () => {
  const editor = editorOfA()
  editor.apply('Insert b', set('b'))
  editor.apply('Remove b', set('a'))
  editor.apply('Rename line', set('e'))
  expect(changeNames(editor.store.getState())).toEqual(['Rename line'])
})

it('has the older version to publish against again when joining with a newer one is taken back, after a reload as well', () => {
  const editor = editorOfA()
  const newer = { digest: 'e', text: 'a\nd', version: 2 }
  editor.apply('Insert b', set('a\nb'))
  editor.join('Join', 'line', 'a\nb\nd', newer)
  expect(editor.store.getState().bases['line']).toEqual(newer)
  const kept = readDraft(JSON.parse(JSON.stringify(draftContent(editor.store.getState()))))
  if (kept === undefined) throw new Error('The draft cannot be read')
  const reloaded = createEditor('line', kept)
  reloaded.undo()
  expect(reloaded.store.getState()).toMatchObject({ bases, history: { present: { line: 'a\nb' } } })
  reloaded.redo()
  expect(reloaded.store.getState()).toMatchObject({ bases: { line: newer }, history: { present: { line: 'a\nb\nd' } } })
  reloaded.rebase([{ id: 'line', digest: 'f', version: 3 }])
  reloaded.undo()
  expect(reloaded.store.getState().bases['line'], 'a later step is a new change of what is published').toMatchObject({
    version: 3,
  })
})

it('takes back what has been published, as a new change', () => {
  const editor = editorOfA()
  editor.apply('Delete the line', set(''))
  editor.rebase([])
  editor.setBase('line', { text: '', version: 0 })
  expect(changedTexts(editor.store.getState())).toEqual({})
  editor.undo()
  expect(changedTexts(editor.store.getState())).toEqual({ line: 'a' })
  editor.redo()
  expect(changedTexts(editor.store.getState())).toEqual({})
})

it('is at rest when the last of the edits that are being made has been made, whatever comes of them', async () => {
  const editor = editorOfA()
  const made: string[] = []
  const first = Promise.withResolvers<void>()
  const second = Promise.withResolvers<void>()
  editor.expect(first.promise.then(() => editor.apply('Insert b', set('b'))))
  const rest = editor.atRest().then(() => made.push('at rest'))
  // Another one begins while the first is awaited.
  editor.expect(second.promise)
  first.resolve()
  await first.promise
  expect(made).toEqual([])
  second.reject(new Error('not compiled'))
  await rest
  expect(changeNames(editor.store.getState())).toEqual(['Insert b'])
})
