import type { ParsedLine } from '../parse.ts'

/** Lists of a line whose entries have names. */
export type NamedList = 'params' | 'results' | 'gates'

/** Where an entry stands in its list, and how many there are. */
export interface NamedEntry {
  readonly index: number
  readonly count: number
}

/**
 * A named entry of a list of the line, as the text has it; undefined where it is not there. Entries that cannot be read are left out of the
 * parsed line, so an index of that would be the index of another.
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
