import fc from 'fast-check'
import { expect, it } from 'vitest'
import { documentId, type Texts } from '#domain/documents.ts'
import { historyOf, record, redo, undo } from '#domain/history.ts'
import { emptyLine } from '#domain/line/new-line.ts'
import { setConcurrency } from '#domain/line/edit/line-edits.ts'
import { underName } from './drafted-line.ts'

const text = emptyLine('release', { revision: 'Branch' })
const first: Texts = {
  [documentId('line', 'release')]: text,
  [documentId('application', 'api')]: 'kind: Application\n',
}
const bases = { [documentId('application', 'api')]: { text: '', version: 0 } }

it('gives a drafted line another name in all of its states, and leaves everything else', () => {
  const edited = setConcurrency(text, 'oneAtATime', true)
  if (!edited.ok) throw new Error('not edited')
  const second = { ...first, [documentId('line', 'release')]: edited.value, [documentId('layout', 'release')]: '{}' }
  const draft = { history: record(historyOf<Texts>(first), second, 'Queue'), bases }
  const { history, bases: known } = underName(draft, 'release', 'ship')
  expect(history.present).toEqual({
    [documentId('line', 'ship')]: edited.value.replace('name: release', 'name: ship'),
    [documentId('application', 'api')]: 'kind: Application\n',
    [documentId('layout', 'ship')]: '{}',
  })
  expect(undo(history).present[documentId('line', 'ship')]).toBe(text.replace('name: release', 'name: ship'))
  expect(redo(undo(history)).present).toEqual(history.present)
  expect(known).toEqual(bases)
})

it('keeps a text that cannot be read as it is, and is taken back by the old name', () => {
  fc.assert(
    fc.property(fc.string(), (rest) => {
      const texts = { ...first, [documentId('line', 'release')]: `${text}${rest}` }
      const draft = { history: historyOf<Texts>(texts), bases }
      const back = underName(underName(draft, 'release', 'ship'), 'ship', 'release')
      expect(back).toEqual(draft)
    }),
  )
})
