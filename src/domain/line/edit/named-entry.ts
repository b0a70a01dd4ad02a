import type { ParsedLine } from '../parse.ts'

/** Lists of a line with named entries. */
export type NamedList = 'params' | 'results' | 'gates'

/** An entry's index in its list, and the list's length. */
export interface NamedEntry {
  readonly index: number
  readonly count: number
}

/**
 * Finds a named entry by its index in the text; undefined if there is none. The parsed line leaves out unreadable entries, so its indexes would be
 * off.
 */
export function namedEntry(
  { text, yaml }: Pick<ParsedLine, 'text' | 'yaml'>,
  list: NamedList,
  name: string,
): NamedEntry | undefined {
  const path = ['spec', list]
  const whole = yaml.rangeAt(path).start
  let found: number | undefined
  let count = 0
  for (; yaml.rangeAt([...path, count]).start !== whole; count++) {
    const { start, end } = yaml.rangeAt([...path, count, 'name'])
    const written = text.slice(start, end)
    if (written === name || written === `'${name}'` || written === `"${name}"`) found ??= count
  }
  return found === undefined ? undefined : { index: found, count }
}
