import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Texts } from '#domain/documents.ts'
import { historyOf, record, redo, undo } from '#domain/history.ts'
import { draftContent, readDraft } from './draft-content.ts'

const texts = fc.dictionary(fc.constantFrom('line/a', 'layout/a', 'parameters/a/b'), fc.string(), {
  maxKeys: 3,
  noNullPrototype: true,
})

it('gives back texts, history and what they started from', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constant('undo' as const), fc.constant('redo' as const), texts)), (steps) => {
      let history = historyOf<Texts>({})
      for (const [index, step] of steps.entries())
        history =
          step === 'undo'
            ? undo(history)
            : step === 'redo'
              ? redo(history)
              : record(history, step, `step ${String(index)}`)
      const bases = { 'line/a': { text: 'x', version: 1, digest: 'd' } }
      const content = draftContent({ history, bases })
      const restored = readDraft(JSON.parse(JSON.stringify(content)))
      expect(restored?.history).toEqual({ ...history, mark: undefined })
    }),
  )
})

it('keeps of a long text only what the steps changed', () => {
  const long = 'stage\n'.repeat(10_000)
  let history = historyOf<Texts>({ 'line/a': long })
  for (let count = 0; count < 50; count++) history = record(history, { 'line/a': `${long}${String(count)}` }, 'Type')
  expect(JSON.stringify(draftContent({ history, bases: {} })).length).toBeLessThan(2 * long.length)
})

it('keeps the texts of a draft whose history it cannot read', () => {
  const restored = readDraft({ texts: { 'line/a': 'x' }, past: [{ document: {}, name: 'old' }], future: [], bases: {} })
  expect(restored?.history.present).toEqual({ 'line/a': 'x' })
})
