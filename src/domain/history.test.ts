import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endBurst, type History, historyOf, record, redo, undo } from './history.ts'

const action = fc.oneof(fc.constant('undo' as const), fc.constant('redo' as const), fc.integer())

function after(history: History<number>, step: 'undo' | 'redo' | number): History<number> {
  if (step === 'undo') return undo(history)
  return step === 'redo' ? redo(history) : record(history, step, `to ${String(step)}`)
}

describe('history', () => {
  it('takes back exactly what was done, and does it again', () => {
    fc.assert(
      fc.property(fc.array(action), fc.integer(), (actions, document) => {
        const history = actions.reduce(after, historyOf<number>(0))
        const recorded = record(history, document, 'step')
        fc.pre(recorded !== history)
        expect(undo(recorded).present).toBe(history.present)
        expect(redo(undo(recorded))).toEqual({ ...recorded, mark: undefined })
        expect(undo(recorded).future[0]).toEqual({ document, name: 'step' })
      }),
    )
  })

  it('undoes to the beginning and redoes to the end', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1 }), { maxLength: 30 }), (documents) => {
        const end = documents.reduce((history, document) => record(history, document, 'x'), historyOf<number>(0))
        const begin = documents.reduce((history) => undo(history), end)
        expect(begin.present).toBe(0)
        expect(undo(begin)).toBe(begin)
        expect(documents.reduce((history) => redo(history), begin).present).toBe(end.present)
      }),
    )
  })

  it('takes back what a step changed beside the document, and does that again', () => {
    let beside = 'older'
    const swap = (aside: string): string => {
      const now = beside
      beside = aside
      return now
    }
    const joined = record(historyOf<string, string, string>('mine'), 'joined', 'Join', undefined, beside)
    beside = 'newer'
    const back = undo(joined, swap)
    expect([back.present, beside]).toEqual(['mine', 'older'])
    expect(redo(back, swap)).toEqual(joined)
    expect(beside).toBe('newer')
  })

  it('joins a burst under one mark until it ends', () => {
    let history = record(record(historyOf<string>('a'), 'ab', 'Type', 'field'), 'abc', 'Type', 'field')
    expect(undo(history).present).toBe('a')
    history = record(endBurst(history), 'abcd', 'Type', 'field')
    expect(undo(history).present).toBe('abc')
  })
})
