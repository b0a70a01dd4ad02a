import {
  digits,
  lower,
  type PatternPart,
  type PatternSet,
  type ReadPattern,
  readPattern,
  sorted,
} from './read-pattern.ts'

/** A kind of character with a word of its own; other characters are shown as they are. */
export type CharacterKind =
  | 'lower'
  | 'capital'
  | 'letter'
  | 'digit'
  | 'hex'
  | 'hyphen'
  | 'underscore'
  | 'dot'
  | 'slash'
  | 'space'
export type Characters = readonly (CharacterKind | { readonly sign: string })[]

/** The demand of a pattern, in a form that can be worded. */
export type PatternShape =
  | { readonly kind: 'begins'; readonly text: string }
  /** A number followed by one of these units. */
  | { readonly kind: 'amount'; readonly units: readonly string[] }
  | {
      readonly kind: 'characters'
      readonly of: Characters
      /** What the first and the last character may be, if less than the rest. */
      readonly first: Characters | undefined
      readonly last: Characters | undefined
      readonly min: number
      readonly max: number
    }

interface PatternFacts {
  readonly shape: PatternShape | undefined
  /** A text that matches the pattern. */
  readonly example: string | undefined
}

const mostKinds = 5
const known = new Map<string, PatternFacts>()

/** Describes what a regular expression demands, as far as words can. */
export function patternFacts(pattern: string): PatternFacts {
  const before = known.get(pattern)
  if (before !== undefined) return before
  const read = readPattern(pattern)
  const facts =
    read === undefined
      ? { shape: undefined, example: undefined }
      : { shape: beginning(read) ?? amount(read) ?? characters(read), example: exampleOf(read, pattern) }
  known.set(pattern, facts)
  return facts
}

function beginning({ parts, begins, ends }: ReadPattern): PatternShape | undefined {
  const text = literal(parts)
  return begins && !ends && text !== undefined && text !== '' ? { kind: 'begins', text } : undefined
}

function amount({ parts, begins, ends }: ReadPattern): PatternShape | undefined {
  const [number, unit, ...others] = parts
  if (!begins || !ends || others.length > 0 || number?.kind !== 'set' || number.characters !== digits) return undefined
  if (unit?.kind !== 'group' || unit.min !== 1 || unit.max !== 1) return undefined
  const units = unit.options.map(literal)
  return units.every((one) => one !== undefined && one !== '')
    ? { kind: 'amount', units: units.filter((one) => one !== undefined) }
    : undefined
}

/** Returns the text of parts that match one text only. */
function literal(parts: readonly PatternPart[]): string | undefined {
  const isOne = parts.every(
    (part) => part.kind === 'set' && [...part.characters].length === 1 && part.min === 1 && part.max === 1,
  )
  return isOne ? parts.map((part) => (part.kind === 'set' ? part.characters : '')).join('') : undefined
}

/** Describes names and numbers: all characters are of the same few kinds, except perhaps the first and the last. */
function characters({ parts, begins, ends }: ReadPattern): PatternShape | undefined {
  const row = begins && ends ? rowOf(parts) : undefined
  const [head] = row?.sets ?? []
  const tail = row?.sets.at(-1)
  if (row === undefined || head === undefined || tail === undefined) return undefined
  const { sets, sure } = row
  // With too many kinds to keep in mind, an example says more.
  if (sets.some((set) => kindsOf(set.characters).length > mostKinds)) return undefined
  const all = sorted(sets.map((set) => set.characters).join(''))
  const first = sets.length > 1 && head.characters !== all ? head : undefined
  const last = sets.length > 1 && tail.characters !== all ? tail : undefined
  const between = sets.slice(first === undefined ? 0 : 1, last === undefined ? undefined : -1)
  if ([first, last].some((set) => set !== undefined && (set.min !== 1 || set.max !== 1))) return undefined
  if (between.some((set) => set.characters !== all)) return undefined
  // If the end is optional, the set before it must be a valid end too.
  const other = sets[sure - 1]
  if (last !== undefined && sure < sets.length && !holds(last, other ?? last)) return undefined
  return {
    kind: 'characters',
    of: kindsOf(all),
    first: first === undefined ? undefined : kindsOf(first.characters),
    last: last === undefined ? undefined : kindsOf(last.characters),
    min: sets.slice(0, sure).reduce((sum, set) => sum + set.min, 0),
    max: sets.reduce((sum, set) => sum + set.max, 0),
  }
}

/** Returns a sequence of character sets, and how many of them are required: the last ones may be an optional group. */
function rowOf(
  parts: readonly PatternPart[],
): { readonly sets: readonly PatternSet[]; readonly sure: number } | undefined {
  const end = parts.at(-1)
  const isGroup = parts.length > 1 && end?.kind === 'group' && end.options.length === 1 && end.max === 1
  const before = isGroup ? parts.slice(0, -1) : parts
  const behind = isGroup ? (end.options[0] ?? []) : []
  const sets = [...before, ...behind].filter((part) => part.kind === 'set')
  const isRow = sets.length === before.length + behind.length && sets.every((set) => set.characters.length > 1)
  return isRow ? { sets, sure: isGroup && end.min === 0 ? before.length : sets.length } : undefined
}

function holds(set: PatternSet, other: PatternSet): boolean {
  return [...other.characters].every((one) => set.characters.includes(one))
}

const signs: Readonly<Record<string, CharacterKind>> = {
  '-': 'hyphen',
  _: 'underscore',
  '.': 'dot',
  '/': 'slash',
  ' ': 'space',
}

function kindsOf(characters: string): Characters {
  let left = characters
  const found: (CharacterKind | { readonly sign: string })[] = []
  const take = (all: string, kind: CharacterKind): void => {
    if (![...all].every((one) => left.includes(one))) return
    left = [...left].filter((one) => !all.includes(one)).join('')
    found.push(kind)
  }
  if (sorted(characters) === sorted(`${digits}abcdef`)) return ['hex']
  take(`${lower}${lower.toUpperCase()}`, 'letter')
  take(lower, 'lower')
  take(lower.toUpperCase(), 'capital')
  take(digits, 'digit')
  return [...found, ...[...left].map((sign) => signs[sign] ?? { sign })]
}

/** Builds an example with letters and digits in their order; nothing proves it until the pattern has matched it. */
function exampleOf({ parts }: ReadPattern, pattern: string): string | undefined {
  let written = 0
  function write(those: readonly PatternPart[]): string {
    return those.map((part) => (part.kind === 'set' ? writeSet(part) : writeGroup(part))).join('')
  }
  function writeGroup({ options: [option = []], min, max }: Exclude<PatternPart, PatternSet>): string {
    return Array.from({ length: max === 1 ? 1 : min }, () => write(option)).join('')
  }
  function writeSet({ characters, min, max }: PatternSet): string {
    if (characters.length === 1) {
      written = 0
      return characters.repeat(Math.max(1, min))
    }
    const known = [...characters].filter((one) => /[a-z0-9]/i.test(one))
    const from = known.length === 0 ? [...characters] : known
    const isWord = from.includes('a')
    const wanted = max > 1 ? 3 : 1
    return Array.from({ length: Math.min(max, Math.max(min, wanted)) }, () => {
      const ordered = isWord ? from.filter((one) => /[a-z]/.test(one)) : from.filter((one) => one !== '0')
      const choices = min > 8 || ordered.length === 0 ? from : ordered
      written += 1
      return choices[(written - 1) % choices.length] ?? ''
    }).join('')
  }
  const text = write(parts)
  try {
    return text !== '' && new RegExp(pattern, 'u').test(text) ? text : undefined
  } catch {
    return undefined
  }
}
