import stringWidth from 'string-width'
import { painter, type Terminal } from './terminal.ts'

/** Makes a table with a bold head and columns two blanks apart; the last column wraps at the terminal's width. */
export function tableText(head: readonly string[], rows: readonly (readonly string[])[], terminal: Terminal): string {
  const paint = painter(terminal.outIsTerminal, terminal.env)
  const last = head.length - 1
  const widths = head.map((title, column) =>
    Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[column] ?? ''))),
  )
  const indent = widths.slice(0, last).reduce((sum, width) => sum + width + 2, 0)
  const room = Math.max(24, terminal.columns - indent)
  const shown = (row: readonly string[], style?: (text: string) => string): string[] => {
    const lead = row
      .slice(0, last)
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell) + 2))
      .join('')
    const [first = '', ...rest] = terminal.outIsTerminal ? wrapped(row[last] ?? '', room) : [row[last] ?? '']
    const line = `${lead}${first}`.trimEnd()
    return [style === undefined ? line : style(line), ...rest.map((text) => `${' '.repeat(indent)}${text}`)]
  }
  return [...shown(head, (text) => paint('bold', text)), ...rows.flatMap((row) => shown(row))].join('\n')
}

function wrapped(text: string, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && stringWidth(line) + 1 + stringWidth(word) > room) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
