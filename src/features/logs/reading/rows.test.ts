import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from '#domain/logs/terminal-text.ts'
import { cutLine, markHits, widthOf, wrapLine } from './rows.ts'

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

  it('go on in the colour and link that the row before ended with', () => {
    expect(wrapLine('\u001b[31mabcd', 2)).toEqual(['\u001b[31mab', '\u001b[31mcd'])
    expect(wrapLine('\u001b[31mab\u001b[0mcd', 2)).toEqual(['\u001b[31mab\u001b[0m', 'cd'])
    const open = '\u001b]8;;https://example.com\u0007'
    expect(wrapLine(`${open}abcd\u001b]8;;\u0007`, 2)).toEqual([
      `${open}ab\u001b]8;;\u0007`,
      `${open}cd\u001b]8;;\u0007`,
    ])
  })

  it('count wide characters twice', () => {
    expect(wrapLine('漢字漢', 4)).toEqual(['漢字', '漢'])
  })
})

describe('columns cut out of a line', () => {
  it('put together are the line', () => {
    const narrow = coloured.map((text) => text.replaceAll('漢字', 'xy'))
    fc.assert(
      fc.property(narrow, fc.integer({ min: 1, max: 9 }), (text, columns) => {
        const count = Math.ceil(widthOf(text) / columns)
        const cut = Array.from({ length: count }, (_, index) => cutLine(text, index * columns, columns))
        expect(cut.map(plainText).join('')).toBe(plainText(text))
      }),
    )
  })

  it('show a blank for half a wide character', () => {
    expect(cutLine('漢字x', 1, 3)).toBe(' 字')
    expect(cutLine('漢字x', 0, 3)).toBe('漢 ')
  })
})

describe('marked hits', () => {
  it('stand around every occurrence and change no character', () => {
    expect(markHits('Ref ref', /ref/gi, '<', '>')).toBe('<Ref> <ref>')
    fc.assert(
      fc.property(coloured, (text) => {
        expect(plainText(markHits(text, /a/g, '\u001b[7m', '\u001b[27m'))).toBe(plainText(text))
      }),
    )
  })

  it('stay on where a colour changes inside', () => {
    expect(markHits('re\u001b[31mf', /ref/g, '<', '>')).toBe('<re\u001b[31m<f>')
  })
})
