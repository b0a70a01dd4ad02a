import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSheetText, type Separator } from './sheet-text.ts'

function written(block: readonly (readonly string[])[], separator: Separator, eol: string): string {
  const one = (text: string): string => (/[\t,;\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return block.map((line) => line.map(one).join(separator)).join(eol)
}

describe('what a spreadsheet copies', () => {
  it('is read back as it was, with any separator and end of line', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '値', '"', '\t', '\n', '\r\n', ' ', ',', ';') })
    const block = fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(
        block,
        fc.constantFrom<Separator>('\t', ',', ';'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (lines, separator, eol) => {
          expect(readSheetText(written(lines, separator, eol), separator)).toEqual(lines)
        },
      ),
    )
  })

  it('takes a quote that opens nothing as it stands', () => {
    expect(readSheetText('{"a": 1}\t"b" c\n"open')).toEqual([['{"a": 1}', '"b" c'], ['"open']])
    expect(readSheetText('1\r\n')).toEqual([['1'], ['']])
    expect(readSheetText('')).toEqual([['']])
  })
})
