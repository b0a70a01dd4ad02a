import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from './log-store.ts'
import { markHits, wrapLine } from './rows.ts'

const coloured = fc
  .array(
    fc.oneof(
      fc.string({ maxLength: 12 }).map((text) => text.replace(/[\u0000-\u001f\u007f]/g, '.')),
      fc.constantFrom('\u001b[31m', '\u001b[0m', '\u001b[1;4m', '漢字'),
    ),
  )
  .map((parts) => parts.join(''))

describe('wrapped rows', () => {
  it('hold every character once, in order', () => {
    fc.assert(
      fc.property(coloured, fc.integer({ min: 2, max: 20 }), (text, columns) => {
        expect(wrapLine(text, columns).map(plainText).join('')).toBe(plainText(text))
      }),
    )
  })

  it('go on in the colour that the row before ended with', () => {
    expect(wrapLine('\u001b[31mabcd', 2)).toEqual(['\u001b[31mab', '\u001b[31mcd'])
    expect(wrapLine('\u001b[31mab\u001b[0mcd', 2)).toEqual(['\u001b[31mab\u001b[0m', 'cd'])
  })

  it('count wide characters twice', () => {
    expect(wrapLine('漢字漢', 4)).toEqual(['漢字', '漢'])
  })
})

describe('marked hits', () => {
  it('stand around every occurrence and change no character', () => {
    expect(markHits('Ref ref', 'ref', '<', '>')).toBe('<Ref> <ref>')
    fc.assert(
      fc.property(coloured, (text) => plainText(markHits(text, 'a', '\u001b[7m', '\u001b[27m')) === plainText(text)),
    )
  })

  it('stay on where a colour changes inside', () => {
    expect(markHits('re\u001b[31mf', 'ref', '<', '>')).toBe('<re\u001b[31m<f>')
  })
})
