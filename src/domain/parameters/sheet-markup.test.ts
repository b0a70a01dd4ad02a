import { describe, expect, it } from 'vitest'
import { sheetMarkup } from './sheet-markup.ts'

const text = (field: string, typed = field): string =>
  `<td style="mso-number-format:'\\@'" data-sheets-value="{&quot;1&quot;:2,&quot;2&quot;:&quot;${typed}&quot;}">${field}</td>`

describe('a table for a spreadsheet', () => {
  it.each([
    '=1+2',
    '+81-3',
    '-Xmx1g',
    '@scope',
    "'quoted",
    '007',
    '1.10',
    '1e5',
    '1/2',
    'true',
    '２',
    '12345678901234567',
  ])('says of %s that it is a text', (field) => {
    expect(sheetMarkup([[field, '3']])).toBe(`<table data-sheets-root="1"><tr>${text(field)}<td>3</td></tr></table>`)
  })

  it('says nothing where plain text does', () => {
    expect(
      sheetMarkup([
        ['main', '3', '-0.5', ''],
        ['npm test', '$(inputs.tag)', '', '0'],
      ]),
    ).toBeUndefined()
  })

  it('keeps the lines of a text in its cell, and its signs out of the markup', () => {
    expect(sheetMarkup([['=a\n<b> & "c"']])).toBe(
      `<table data-sheets-root="1"><tr>${text(
        '=a<br style="mso-data-placement:same-cell">&lt;b&gt; &amp; &quot;c&quot;',
        String.raw`=a\n&lt;b&gt; &amp; \&quot;c\&quot;`,
      )}</tr></table>`,
    )
  })

  it.each(['a\tb', ' a', 'a ', 'a  b', 'a\n b'])('is left to plain text where it holds %j', (field) => {
    expect(sheetMarkup([['=1', field]])).toBeUndefined()
  })
})
