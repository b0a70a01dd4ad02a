import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countChanges, differingPart, diffRows } from './diff-lines.ts'

const texts = fc.array(fc.constantFrom('a', 'b', 'c', '')).map((lines) => lines.join('\n'))

describe('difference of two texts', () => {
  it('pairs everything between common beginning and end if nearly all of two long texts differs', () => {
    const text = (word: string) =>
      ['begin', ...Array.from({ length: 9000 }, (_, at) => `${word} ${at}`), 'end'].join('\n')
    const rows = diffRows(text('old'), text('new'))
    expect(rows).toHaveLength(9002)
    expect(rows[0]).toMatchObject({ kind: 'same', left: { text: 'begin' } })
    expect(rows[9000]).toEqual({
      kind: 'changed',
      left: { number: 9001, text: 'old 8999' },
      right: { number: 9001, text: 'new 8999' },
    })
    expect(rows.at(-1)).toMatchObject({ kind: 'same', left: { number: 9002 }, right: { number: 9002, text: 'end' } })
  })

  it('finds common lines of two long texts with many differences', () => {
    const text = (word: string) =>
      Array.from({ length: 9000 }, (_, at) => (at % 3 === 0 ? `step ${String(at)}` : `${word} ${String(at)}`)).join(
        '\n',
      )
    const rows = diffRows(text('old'), text('new'))
    expect(rows).toHaveLength(9000)
    expect(rows.filter(({ kind }) => kind === 'same')).toHaveLength(3000)
    expect(rows[4]).toEqual({
      kind: 'changed',
      left: { number: 5, text: 'old 4' },
      right: { number: 5, text: 'new 4' },
    })
  })

  it('holds every line of both sides once, numbered in order', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const rows = diffRows(before, after)
        const left = rows.flatMap((row) => (row.left === undefined ? [] : [row.left]))
        const right = rows.flatMap((row) => (row.right === undefined ? [] : [row.right]))
        expect(left.map((line) => line.text).join('\n')).toBe(before.replace(/\n$/, ''))
        expect(right.map((line) => line.text).join('\n')).toBe(after.replace(/\n$/, ''))
        expect(left.map((line) => line.number)).toEqual(left.map((_, index) => index + 1))
        expect(right.map((line) => line.number)).toEqual(right.map((_, index) => index + 1))
      }),
    )
  })

  it('puts a changed line beside its old version', () => {
    expect(diffRows('replicas: 2\n', 'replicas: 3\n')).toEqual([
      { kind: 'changed', left: { number: 1, text: 'replicas: 2' }, right: { number: 1, text: 'replicas: 3' } },
    ])
    expect(countChanges(diffRows('a\nb', 'a\nc\nd'))).toEqual({ added: 2, removed: 1 })
  })

  it('marks the words that differ, and nothing that is equal before or after them', () => {
    const words = fc.array(fc.constantFrom('a', 'bc', '12', ':', ' ')).map((parts) => parts.join(''))
    fc.assert(
      fc.property(words, words, (text, other) => {
        const { from, to } = differingPart(text, other)
        expect(other.startsWith(text.slice(0, from))).toBe(true)
        expect(other.endsWith(text.slice(to))).toBe(true)
      }),
    )
    expect(differingPart('memory: 192Mi }', 'memory: 256Mi }')).toEqual({ from: 8, to: 13 })
  })
})
