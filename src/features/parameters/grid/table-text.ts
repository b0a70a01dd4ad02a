import { writeSheetText } from '#domain/parameters/sheet-text.ts'

const blocks: ReadonlySet<string> = new Set(['P', 'DIV', 'LI', 'UL', 'OL', 'PRE', 'BLOCKQUOTE'])
// Stands for a real line break; newlines in markup are mere spaces.
const lineBreak = '\u2028'

/**
 * The text of a copied table. Plain text is what spreadsheets mean, with quotes around cells of several lines. A table
 * from a web page loses line breaks and merged cells in its plain text, so it is read from the markup. Undefined if the
 * plain text says the same, or if there is more than one table.
 */
export function tableText(html: string, plain: string): string | undefined {
  if (!/<table[\s>]/i.test(html) || /(?:^|[\t\n])"/.test(plain)) return undefined
  const page = new DOMParser().parseFromString(html, 'text/html')
  const [table, ...others] = page.querySelectorAll('table')
  if (table === undefined || others.length > 0) return undefined
  for (const element of page.querySelectorAll('style, script, title')) element.remove()
  if (collapsed(page.documentElement.textContent) !== collapsed(table.textContent)) return undefined
  const rows = gridOf(table)
  const isPlain =
    rows.every((row) => row.every((field) => !field.includes('\n'))) &&
    table.querySelector('[rowspan], [colspan]') === null
  return isPlain ? undefined : writeSheetText(rows)
}

/** The texts of the cells; a merged cell repeats its text in all cells that it covers. */
function gridOf(table: HTMLTableElement): readonly (readonly string[])[] {
  const grid: string[][] = [...table.rows].map(() => [])
  for (const [at, { cells }] of [...table.rows].entries()) {
    const row = grid[at] ?? []
    for (const cell of cells) {
      let from = 0
      while (row[from] !== undefined) from += 1
      const text = textOf(cell)
      for (let down = 0; down < Math.max(1, cell.rowSpan); down += 1) {
        const line = grid[at + down]
        for (let across = 0; across < cell.colSpan; across += 1) if (line !== undefined) line[from + across] = text
      }
    }
  }
  return grid.map((row) => Array.from(row, (field) => field ?? ''))
}

function textOf(cell: HTMLElement): string {
  return linesOf(cell)
    .split(lineBreak)
    .map((line) => line.trim())
    .join('\n')
    .replaceAll(/^\n+|\n+$/g, '')
}

/** The text of an element as laid out: breaks and blocks begin lines, other white space is one space. */
function linesOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = node.textContent ?? ''
    return node.parentElement?.closest('pre') ? text.replaceAll('\n', lineBreak) : text.replaceAll(/[ \t\r\n\f]+/g, ' ')
  }
  if (node.nodeName === 'BR') return lineBreak
  let text = ''
  for (const child of node.childNodes) {
    const isBlock = blocks.has(child.nodeName)
    if (isBlock && text.trim() !== '' && !text.endsWith(lineBreak)) text += lineBreak
    text += linesOf(child)
    if (isBlock && child.nextSibling !== null && !text.endsWith(lineBreak)) text += lineBreak
  }
  return text
}

function collapsed(text: string | null): string {
  return (text ?? '').replaceAll(/\s+/g, '')
}
