/** A part of a regular expression that can be put into words: characters of a set, or a group of options. */
export type PatternPart = PatternSet | PatternGroup

interface Repeated {
  readonly min: number
  /** Infinity if unlimited. */
  readonly max: number
}

/** Repeated characters from one set. */
export interface PatternSet extends Repeated {
  readonly kind: 'set'
  readonly characters: string
}

interface PatternGroup extends Repeated {
  readonly kind: 'group'
  readonly options: readonly (readonly PatternPart[])[]
}

export interface ReadPattern {
  readonly parts: readonly PatternPart[]
  /** Whether the pattern is anchored at its beginning (`begins`) and its end (`ends`). */
  readonly begins: boolean
  readonly ends: boolean
}

export const digits = '0123456789'
export const lower = 'abcdefghijklmnopqrstuvwxyz'
const word = `${lower}${lower.toUpperCase()}${digits}_`
const classes: Readonly<Record<string, string>> = { d: digits, w: word, s: ' ' }
const visible = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')

/** Parses a pattern; undefined if it uses anything beyond the supported syntax. */
export function readPattern(pattern: string): ReadPattern | undefined {
  const begins = pattern.startsWith('^')
  const ends = /(?<!\\)(?:\\\\)*\$$/.test(pattern)
  const reader = { text: pattern.slice(begins ? 1 : 0, ends ? -1 : undefined), at: 0 }
  const options = readOptions(reader)
  if (options === undefined || reader.at < reader.text.length) return undefined
  const [only = []] = options
  // With several options, the anchors apply to the first and the last option only.
  if (options.length > 1 && (begins || ends)) return undefined
  return { parts: options.length === 1 ? only : [{ kind: 'group', options, min: 1, max: 1 }], begins, ends }
}

interface Reader {
  readonly text: string
  at: number
}

function readOptions(reader: Reader): readonly (readonly PatternPart[])[] | undefined {
  const options: PatternPart[][] = [[]]
  while (reader.at < reader.text.length && reader.text[reader.at] !== ')') {
    if (reader.text[reader.at] === '|') {
      reader.at += 1
      options.push([])
      continue
    }
    const part = readPart(reader)
    if (part === undefined) return undefined
    options.at(-1)?.push(part)
  }
  return options
}

function readPart(reader: Reader): PatternPart | undefined {
  const [whole = '', capture] = /^\((\?:)?(?!\?)/.exec(reader.text.slice(reader.at)) ?? []
  if (whole !== '') {
    reader.at += capture === undefined ? 1 : whole.length
    const options = readOptions(reader)
    if (options === undefined || reader.text[reader.at] !== ')') return undefined
    reader.at += 1
    return { kind: 'group', options, ...readRepeat(reader) }
  }
  const characters = readCharacters(reader)
  return characters === undefined ? undefined : { kind: 'set', characters, ...readRepeat(reader) }
}

function readRepeat(reader: Reader): Repeated {
  const [whole = '', sign, least, comma, most] =
    /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(reader.text.slice(reader.at)) ?? []
  reader.at += whole.length
  if (whole === '') return { min: 1, max: 1 }
  if (least === undefined) return { min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity }
  const min = Number(least)
  return { min, max: comma === undefined ? min : most === undefined || most === '' ? Infinity : Number(most) }
}

/** Returns the characters of a set, a class or a single character, limited to those on keyboards; undefined for assertions. */
function readCharacters(reader: Reader): string | undefined {
  const [whole = '', set, escaped] =
    /^(?:\[((?:\\.|[^\]\\])+)\]|\\(.)|[^[\]\\^$*+?{}()|])/u.exec(reader.text.slice(reader.at)) ?? []
  if (whole === '') return undefined
  reader.at += whole.length
  if (whole === '.') return visible
  if (set?.startsWith('^') === true) {
    const left = setOf(set.slice(1))
    return left === undefined ? undefined : [...visible].filter((one) => !left.includes(one)).join('')
  }
  if (set !== undefined) return setOf(set)
  return escaped === undefined ? whole : ofEscape(escaped)
}

function ofEscape(letter: string): string | undefined {
  return classes[letter] ?? (/[A-Za-z0-9]/.test(letter) ? undefined : letter)
}

function setOf(text: string): string | undefined {
  let characters = ''
  for (const [, from = '', to, escaped, one = ''] of text.matchAll(/([A-Za-z0-9])-([A-Za-z0-9])|\\(.)|(.)/gu)) {
    if (escaped !== undefined) {
      const known = ofEscape(escaped)
      if (known === undefined) return undefined
      characters += known
    } else if (to === undefined) characters += one
    else
      for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code += 1) characters += String.fromCharCode(code)
  }
  return sorted(characters)
}

/** Returns each character once, in a fixed order. */
export function sorted(characters: string): string {
  return [...new Set(characters)].sort().join('')
}
