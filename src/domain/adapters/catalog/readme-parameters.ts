/** Parameter texts from the tables of a README, by name. */
export interface ReadmeParameters {
  readonly parameters: ReadonlyMap<string, string>
  readonly options: ReadonlyMap<string, string>
}

/**
 * Reads the parameter tables of READMEs, the only place where many external adapters describe parameters: the first column is Parameter Name, another
 * is Description. Tables below a heading with the word option describe options. Nested fields are named by their path, with dots.
 */
export function readmeParameters(readme: string): ReadmeParameters {
  const parameters = new Map<string, string>()
  const options = new Map<string, string>()
  let heading = ''
  let column: number | undefined
  for (const line of readme.split('\n')) {
    if (/^#+ /.test(line)) heading = line
    const cells = cellsOf(line)
    const [name = ''] = cells
    if (cells.length < 2) {
      column = undefined
    } else if (/^(parameter name|パラメータ名)$/i.test(name)) {
      const found = cells.findIndex((cell) => /^(description|説明)$/i.test(cell))
      column = found < 0 ? undefined : found
    } else if (column !== undefined && /^[\w.-]+$/.test(name) && !/^-+$/.test(name)) {
      const into = /option|オプション/i.test(heading) ? options : parameters
      const text = (cells[column] ?? '').replace(/\s*<br\s*\/?>\s*/gi, ' ').trim()
      // The first table is the infrastructure's; those of pipelines follow.
      if (text !== '' && text !== '-' && !into.has(name)) into.set(name, text)
    }
  }
  return { parameters, options }
}

function cellsOf(line: string): string[] {
  const row = /^\s*\|(.*)\|\s*$/.exec(line)?.[1]
  return row === undefined
    ? []
    : row.split(/(?<!\\)\|/).map((cell) =>
        cell
          .trim()
          .replace(/^`(.*)`$/, '$1')
          .replaceAll('\\|', '|'),
      )
}

/** The README's first line of text, without markup, for an adapter without a description. */
export function firstSentence(readme: string): string {
  const line = readme.split('\n').find((one) => /^[^#|\s<!`>*+-]/.test(one) && !/^\[?!\[/.test(one)) ?? ''
  const text = line
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]/g, '')
    .trim()
  return /^.{1,200}?[.。](?=\s|$|[^\s.\w])/u.exec(text)?.[0] ?? text.slice(0, 200)
}
