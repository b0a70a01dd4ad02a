const field = /(?:"((?:[^"]|"")*)"(?=\t|\r?\n|\r|$)|([^\t\r\n]*))(\t|\r?\n|\r|$)/y

/**
 * Reads what a spreadsheet copies: fields with tabs between them, a line each row. A field in quotes may hold tabs, line breaks and, doubled,
 * quotes; a quote anywhere else is just that.
 */
export function readSheetText(text: string): readonly (readonly string[])[] {
  const lines: string[][] = []
  let line: string[] = []
  field.lastIndex = 0
  for (;;) {
    const found = field.exec(text)
    if (found === null) break
    const [, quoted, plain = '', end = ''] = found
    line.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '\t') continue
    lines.push(line)
    line = []
    if (end === '') break
  }
  return lines
}
