const fields = { '\t': fieldUpTo('\\t'), ',': fieldUpTo(','), ';': fieldUpTo(';') }

/** The separator of fields: a tab in copied cells, a comma or a semicolon in CSV files. */
export type Separator = keyof typeof fields

/**
 * Reads a table from text, one row per line. A quoted field may contain separators, line breaks and doubled quotes; anywhere else a quote is an
 * ordinary character.
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

/** Writes a table as spreadsheets read it; a field that contains a separator, line break or quote is quoted. */
export function writeSheetText(table: readonly (readonly string[])[]): string {
  return table.map((line) => line.map(quoted).join('\t')).join('\n')
}

function quoted(field: string): string {
  return /[\t\r\n]|^"/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
