import { painter, type Terminal } from './terminal.ts'

/** Rows under a bold head, columns two blanks apart; the last column wraps at the width of the terminal. */
export function tableText(head: readonly string[], rows: readonly (readonly string[])[], terminal: Terminal): string {
  const paint = painter(terminal.outIsTerminal, terminal.env)
  const last = head.length - 1
  const widths = head.map((title, column) =>
    Math.max(displayWidth(title), ...rows.map((row) => displayWidth(row[column] ?? ''))),
  )
  const indent = widths.slice(0, last).reduce((sum, width) => sum + width + 2, 0)
  const room = Math.max(24, terminal.columns - indent)
  const shown = (row: readonly string[], style?: (text: string) => string): string[] => {
    const lead = row
      .slice(0, last)
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell) + 2))
      .join('')
    const [first = '', ...rest] = terminal.outIsTerminal ? wrapped(row[last] ?? '', room) : [row[last] ?? '']
    const line = `${lead}${first}`.trimEnd()
    return [style === undefined ? line : style(line), ...rest.map((text) => `${' '.repeat(indent)}${text}`)]
  }
  return [...shown(head, (text) => paint('bold', text)), ...rows.flatMap((row) => shown(row))].join('\n')
}

/** Columns that a text takes: letters of East Asian scripts take two. */
export function displayWidth(text: string): number {
  let width = 0
  for (const letter of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
      letter,
    )
      ? 2
      : 1
  return width
}

function wrapped(text: string, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > room) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
