import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCriLine } from '#domain/logs/cri.ts'
import { plainText } from '#domain/logs/terminal-text.ts'
import { createLogStore } from './log-store.ts'
import type { Query } from '#domain/logs/log-search.ts'

const time = '2026-11-24T10:00:00.000000001Z'
const plainQuery: Query = { words: '', matchCase: false, wholeWord: false, regexp: false }

function cri(text: string, partial = false): string {
  return formatCriLine({ time, stream: 'stdout', partial, text })
}

function storeOf(...texts: readonly string[]) {
  const store = createLogStore()
  store.append(new TextEncoder().encode(texts.join('')))
  return store
}

const lineText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('\u001b[31m', '\u001b[0m', '\u001b[2K', '\r', 'Ref', '漢字', '::group::a', '--- b', '\t'),
    ),
  )
  .map((parts) => parts.join('').replace(/\n/g, ''))

describe('log store', () => {
  it('finds the same lines however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(lineText), fc.integer({ min: 1, max: 9 }), (lines, size) => {
        const store = createLogStore()
        const bytes = new TextEncoder().encode(lines.map((line) => cri(line)).join(''))
        for (let at = 0; at < bytes.length; at += size) store.append(bytes.slice(at, at + size))
        expect(lines.map((_, number) => store.line(number)?.text)).toEqual(lines)
        expect(lines.map((_, number) => store.plain(number))).toEqual(lines.map(plainText))
        expect(store.lineCount).toBe(lines.length)
      }),
    )
  })

  it('joins partial lines and counts them once', () => {
    const store = storeOf(cri('a', true), cri('b', true), cri('c'), cri('next'))
    expect(store.lineCount).toBe(2)
    expect(store.line(0)).toEqual({ time, stream: 'stdout', text: 'abc' })
    expect(store.plain(0)).toBe('abc')
    expect(store.line(1)?.text).toBe('next')
    expect(store.line(2)).toBeUndefined()
  })

  it('does not show a line before it has ended', () => {
    expect(storeOf(cri('whole'), `${time} stdout F hal`).lineCount).toBe(1)
  })

  it('shows text that is no CRI line, and short time stamps', () => {
    const store = storeOf('no format at all\n', '2026-11-24T10:00:00Z stderr F short\n')
    expect([store.plain(0), store.plain(1)]).toEqual(['no format at all', 'short'])
  })
})

describe('search', () => {
  it('reads what a person reads, not the colours in it', () => {
    const store = storeOf(cri('\u001b[31mREF\u001b[0mused'), cri('other'), cri('refused again, refused'))
    expect([...(store.search({ ...plainQuery, words: 'refused' }) ?? [])]).toEqual([0, 2, 2])
    expect([...(store.search({ ...plainQuery, words: 'refused', matchCase: true }) ?? [])]).toEqual([2, 2])
    expect([...(store.search(plainQuery) ?? [])]).toEqual([])
  })

  it('knows whole words of any script, and patterns', () => {
    const store = storeOf(cri('test tests'), cri('テスト テストケース'), cri('exit 12'))
    expect([...(store.search({ ...plainQuery, words: 'test', wholeWord: true }) ?? [])]).toEqual([0])
    expect([...(store.search({ ...plainQuery, words: 'テスト', wholeWord: true }) ?? [])]).toEqual([1])
    expect([...(store.search({ ...plainQuery, words: '^exit \\d+$', regexp: true }) ?? [])]).toEqual([2])
    expect(store.search({ ...plainQuery, words: '(', regexp: true })).toBeNull()
  })

  it('counts exactly what a simple reading counts', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '漢'), minLength: 1, maxLength: 3 })
    const lines = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'B', '漢', ' ') }))
    fc.assert(
      fc.property(lines, words, fc.boolean(), fc.integer({ min: 1, max: 64 }), (texts, wanted, matchCase, size) => {
        const store = createLogStore()
        const bytes = new TextEncoder().encode(texts.map((text) => cri(text)).join(''))
        for (let at = 0; at < bytes.length; at += size) store.append(bytes.slice(at, at + size))
        const fold = (text: string): string => (matchCase ? text : text.toLowerCase())
        const expected = texts.flatMap((text, line) => {
          const count = fold(text).split(fold(wanted)).length - 1
          return Array.from({ length: count }, () => line)
        })
        expect([...(store.search({ ...plainQuery, words: wanted, matchCase }) ?? [])]).toEqual(expected)
      }),
    )
  })
})
