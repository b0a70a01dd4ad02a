import { expect, it } from 'vitest'
import type { DocumentVersion, Texts } from '#domain/documents.ts'
import { historyOf, record, undo } from '#domain/history.ts'
import { draftContent } from './draft-content.ts'
import { baseOf, changedIds } from './editor.ts'
import { begunKinds, savedAtOf, startEditor } from './start-editor.ts'

const published = (id: string, text: string): DocumentVersion => ({
  id,
  text,
  version: 1,
  digest: `digest of ${text}`,
  author: { id: 'aya', name: 'Aya' },
  message: 'Begin',
  at: '2026-01-01T00:00:00Z',
})

it('takes what was published when nobody saw the answer for published', () => {
  const history = record(historyOf<Texts>({}), { 'line/a': 'mine', 'layout/a': 'moved' }, 'Begin')
  const draft = { content: draftContent({ history, bases: {} }), at: 1 }
  const drafts = { server: undefined, local: draft }
  const { store } = startEditor('line/a', [published('line/a', 'mine'), published('layout/a', 'other')], drafts)
  expect(changedIds(store.getState())).toEqual(['layout/a'])
  expect(store.getState().bases['line/a']?.version).toBe(1)
  // A document that somebody else created under the same name is a conflict.
  expect(store.getState().bases['layout/a']).toBeUndefined()
})

it('asks for what it has begun itself, which another line may have published with the same words', () => {
  const texts = {
    'line/a': 'mine',
    'application/api': 'the same',
    'environment/dev': 'otherwise',
    'parameters/x': 'known',
  }
  const bases = { 'parameters/x': { digest: 'one', text: 'known before', version: 1 } }
  const draft = { content: draftContent({ history: historyOf<Texts>(texts), bases }), at: 1 }
  const drafts = { server: undefined, local: draft }
  expect(begunKinds(drafts)).toEqual(['line', 'application', 'environment'])
  const known = [published('application/api', 'the same'), published('environment/dev', 'as somebody else has it')]
  const { store } = startEditor('line/a', known, drafts)
  expect(changedIds(store.getState())).toEqual(['line/a', 'environment/dev', 'parameters/x'])
})

it('takes the steps up of which nothing was left to publish, while everything they touched is as it was', () => {
  const now = [published('line/a', 'now'), published('parameters/x', 'values')]
  const bases = Object.fromEntries(now.map((version) => [version.id, baseOf(version)]))
  const undone = undo(record(historyOf<Texts>({}), { 'line/a': 'changed', 'parameters/x': 'changed' }, 'Rename'))
  const steps = draftContent({ history: undone, bases })
  const drafts = { server: undefined, local: undefined, steps }
  expect(begunKinds(drafts)).toEqual(['line', 'parameters'])
  const { store, redo } = startEditor('line/a', now, drafts)
  expect(changedIds(store.getState())).toEqual([])
  redo()
  expect(changedIds(store.getState())).toEqual(['line/a', 'parameters/x'])
  const newer = [published('line/a', 'now'), published('parameters/x', 'of somebody else')]
  expect(startEditor('line/a', newer, drafts).store.getState().history.future).toEqual([])
  const draft = { content: draftContent({ history: historyOf<Texts>({ 'line/a': 'mine' }), bases }), at: 1 }
  const begun = startEditor('line/a', now, { ...drafts, local: draft })
  expect(changedIds(begun.store.getState()), 'a draft comes first').toEqual(['line/a'])
})

it('knows a draft that only this browser has', () => {
  const server = { content: undefined, savedAt: '2026-01-01T00:00:00.000Z' }
  const at = Date.parse(server.savedAt)
  expect(savedAtOf({ server, local: { content: undefined, at } })).toBe(server.savedAt)
  expect(savedAtOf({ server, local: { content: undefined, at: at + 1 } })).toBeUndefined()
  expect(savedAtOf({ server, local: undefined })).toBe(server.savedAt)
  expect(savedAtOf({ server: undefined, local: { content: undefined, at } })).toBeUndefined()
})
