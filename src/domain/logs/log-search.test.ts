import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCriLine } from './cri.ts'
import { parseBlock, type TextCodec } from './log-block.ts'
import { createLineCutter } from './line-cutter.ts'
import { createSearch, patternOf, type Query } from './log-search.ts'
import { plainText } from './terminal-text.ts'
import { createVectorScan } from './vector-scan.ts'

const codec: TextCodec = {
  decode: (bytes) => new TextDecoder().decode(bytes),
  encode: (text) => new TextEncoder().encode(text),
}
const tools = { codec, scan: createVectorScan() }
const time = '2026-11-24T10:00:00.000000001Z'
const query: Query = { words: '', matchCase: true, wholeWord: false, regexp: false }
const part = fc.constantFrom(
  ...['a', 'b', 'm', '1', '3', ';', '[', 'ab', 'ba', ' ', '漢', '\u212a', 'K', '\u017f', '\u001b', '😀'],
  ...['\u001b[31m', '\u001b[1;31m', '\u001b[0m', '\u001b[m', '\r', '\u001b[2K', '\t'],
)
const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''))
const words = fc
  .array(fc.constantFrom('a', 'b', 'm', '1', '3', ';', '[', ' ', '漢'), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''))

function found(texts: readonly string[], asked: Query): number[] {
  const lines = texts.map((one) => formatCriLine({ time, stream: 'stdout', partial: false, text: one })).join('')
  const hits: number[] = []
  createSearch(asked, tools)?.(parseBlock(codec.encode(lines), codec), (line) => hits.push(line))
  return hits
}

/** The result of a straightforward search. */
function expected(texts: readonly string[], wanted: string): number[] {
  return texts.flatMap((one, line) => Array.from({ length: plainText(one).split(wanted).length - 1 }, () => line))
}

describe('search', () => {
  it('finds exactly what stands in the text, whatever colours are inside of it', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), words, (texts, wanted) => {
        expect(found(texts, { ...query, words: wanted })).toEqual(expected(texts, wanted))
      }),
      { numRuns: 2000 },
    )
  })

  it('finds the same by a pattern', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), words, (texts, wanted) => {
        const pattern = wanted.replaceAll('[', '\\[')
        expect(found(texts, { ...query, words: pattern, regexp: true })).toEqual(expected(texts, wanted))
      }),
    )
  })

  it('finds by any pattern what the pattern finds in each line alone, whatever text it is looked for by', () => {
    const atom = fc.constantFrom(
      ...[
        'a',
        'b',
        'm',
        '1',
        '\\[',
        '漢',
        '.',
        '[ab]',
        '(?:a|b)',
        '(ab)',
        '\\d',
        '\\s',
        '[^a]',
        '\\x61',
        '$',
        '^',
        'K',
        's',
      ],
    )
    const quantified = fc
      .tuple(atom, fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{0,1}', '{0}', '*?'))
      .map(([one, many]) => one + (/^[$^]$/.test(one) ? '' : many))
    const pattern = fc.array(quantified, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        ...[fc.array(text, { maxLength: 8 }), pattern, fc.boolean(), fc.boolean()],
        (texts, regexp, matchCase, wholeWord) => {
          const asked = { words: regexp, matchCase, wholeWord, regexp: true }
          const each = patternOf(asked)
          const inLines = texts.flatMap((one, line) =>
            [...plainText(one).matchAll(each ?? /(?!)/g)].filter(([hit]) => hit !== '').map(() => line),
          )
          expect(found(texts, asked)).toEqual(inLines)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('knows neither time stamps nor the next line', () => {
    expect(found(['x'], { ...query, words: '2026' })).toEqual([])
    expect(found(['x'], { ...query, words: 'stdout' })).toEqual([])
    expect(found(['a ', ' b', 'a  b'], { ...query, words: 'a\\s+b', regexp: true })).toEqual([2])
    expect(found(['aXbXaX'], { ...query, words: 'X$', regexp: true })).toEqual([0])
  })

  it('finds words that are longer than a byte can count', () => {
    const long = 'word '.repeat(120)
    expect(found([`${long}end`, 'other', `x${long}end`], { ...query, words: `${long}end` })).toEqual([0, 2])
  })
})

describe('a line cutter', () => {
  it('gives the same lines however the bytes come', () => {
    const line = fc.record({ text: fc.string({ maxLength: 90 }), partial: fc.boolean() })
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1 }), (lines, sizes) => {
        const whole = codec.encode(
          lines
            .map(({ text: one, partial }) =>
              formatCriLine({ time, stream: 'stdout', partial, text: one.replaceAll('\n', '') }),
            )
            .join(''),
        )
        const bytes = Uint8Array.from(whole)
        const cutter = createLineCutter()
        const pieces: Uint8Array[] = []
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1
          pieces.push(...cutter.push(bytes.slice(at, at + size)))
          at += size
        }
        const count = pieces.reduce((sum, piece) => sum + parseBlock(piece, codec).lineCount, 0)
        expect(count).toBe(lines.filter(({ partial }) => !partial).length)
        expect(codec.decode(Uint8Array.from([...pieces, cutter.rest()].flatMap((piece) => [...piece])))).toBe(
          codec.decode(bytes),
        )
        for (const piece of pieces) expect(codec.decode(piece)).toMatch(/ stdout F [^\n]*\n$/)
      }),
    )
  })
})
