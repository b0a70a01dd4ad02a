const fields = { '\t': fieldUpTo('\\t'), ',': fieldUpTo(','), ';': fieldUpTo(';') }

/** What stands between two fields: a tab in what a spreadsheet copies, a comma or a semicolon in its CSV files. */
export type Separator = keyof typeof fields

/**
 * Reads a table as text: a line each row, with separators between its fields. A field in quotes may hold separators, line breaks and, doubled,
 * quotes; a quote anywhere else is just that.
 */
export function readSheetText(text: string, separator: Separator = '\t'): readonly (readonly string[])[] {
  const field = fields[separator]
  const lines: string[][] = []
  let line: string[] = []
  field.lastIndex = 0
  for (;;) {
    const found = field.exec(text)
    if (found === null) break
    const [, quoted, plain = '', end = ''] = found
    line.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === separator) continue
    lines.push(line)
    line = []
    if (end === '') break
  }
  return lines
}

function fieldUpTo(separator: string): RegExp {
  return new RegExp(
    `(?:"((?:[^"]|"")*)"(?=${separator}|\\r?\\n|\\r|$)|([^${separator}\\r\\n]*))(${separator}|\\r?\\n|\\r|$)`,
    'y',
  )
}

/** The text of a table, as a spreadsheet reads it: what would end a field stands in quotes. */
export function writeSheetText(table: readonly (readonly string[])[]): string {
  return table.map((line) => line.map(quoted).join('\t')).join('\n')
}

function quoted(field: string): string {
  return /[\t\r\n]|^"/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
