/** A regular expression as far as it can be told in words: characters from a set, and groups of which one option stands. */
export type PatternPart = PatternSet | PatternGroup

interface Repeated {
  readonly min: number
  /** Infinity where nothing ends it. */
  readonly max: number
}

/** One of these characters, so many times. */
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
  /** Whether nothing may stand before it, and nothing behind it. */
  readonly begins: boolean
  readonly ends: boolean
}

export const digits = '0123456789'
export const lower = 'abcdefghijklmnopqrstuvwxyz'
const word = `${lower}${lower.toUpperCase()}${digits}_`
const classes: Readonly<Record<string, string>> = { d: digits, w: word, s: ' ' }
const visible = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')

/** Undefined where it holds anything that this does not read. */
export function readPattern(pattern: string): ReadPattern | undefined {
  const begins = pattern.startsWith('^')
  const ends = /(?<!\\)(?:\\\\)*\$$/.test(pattern)
  const reader = { text: pattern.slice(begins ? 1 : 0, ends ? -1 : undefined), at: 0 }
  const options = readOptions(reader)
  if (options === undefined || reader.at < reader.text.length) return undefined
  const [only = []] = options
  // Of several options, the anchors belong to the first and to the last alone.
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

/** The characters of a set, of a class or of one character, as far as keyboards have them; undefined for places in a text. */
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

/** Each character once, in one order. */
export function sorted(characters: string): string {
  return [...new Set(characters)].sort().join('')
}
