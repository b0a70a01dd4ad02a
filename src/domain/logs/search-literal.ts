/** Letters that Unicode folds with others outside ASCII if case does not matter: the Kelvin sign with `k`, the long s with `s`. */
const withOthers = /[ks]/i
const quantifier = /^(?:[*?+]|\{\d*,?\d*\})\??/
/** Escapes that match no fixed text and take no argument. */
const classes = new Set('dDwWsSbBtnrfv')

/** The longest part of plain words that can be searched byte by byte; undefined if there is none. */
export function literalOfWords(words: string, matchCase: boolean): string | undefined {
  return longest(runs(Array.from(words), matchCase))
}

/**
 * The longest text that every match of a regular expression contains, read from its source: letters outside groups and classes that are not optional.
 * Undefined if there is none, or if the source uses syntax that is not handled here.
 */
export function literalOfPattern(source: string, matchCase: boolean): string | undefined {
  /** Consecutive letters; undefined marks anything else between them. */
  const letters: (string | undefined)[] = []
  for (let at = 0; at < source.length;) {
    const part = readPart(source, at)
    if (part === undefined) return undefined
    const quantified = quantifier.exec(source.slice(part.end, part.end + 24))?.[0] ?? ''
    const isOptional = /^(?:[*?]|\{0?,)/.test(quantified) || /^\{0+[,}]/.test(quantified)
    letters.push(isOptional ? undefined : part.letter)
    if (quantified !== '') letters.push(undefined)
    at = part.end + quantified.length
  }
  return longest(runs(letters, matchCase))
}

interface Part {
  readonly letter: string | undefined
  readonly end: number
}

/** One letter, group, class or escape. */
function readPart(source: string, at: number): Part | undefined {
  const character = String.fromCodePoint(source.codePointAt(at) ?? 0)
  if (character === '|' || character === '{') return undefined
  if (character === '(') return nothing(groupEnd(source, at))
  if (character === '[') return nothing(classEnd(source, at))
  if (character === '.' || character === '^' || character === '$') return nothing(at + 1)
  if (character !== '\\') return { letter: character, end: at + character.length }
  const escaped = source[at + 1] ?? ''
  if (classes.has(escaped)) return nothing(at + 2)
  return /^[!-/:-@[-`{-~]$/.test(escaped) ? { letter: escaped, end: at + 2 } : undefined
}

function nothing(end: number | undefined): Part | undefined {
  return end === undefined ? undefined : { letter: undefined, end }
}

function groupEnd(source: string, start: number): number | undefined {
  for (let at = start + 1; at < source.length;) {
    const character = source[at]
    if (character === ')') return at + 1
    const end = character === '(' ? groupEnd(source, at) : character === '[' ? classEnd(source, at) : at + 1
    if (end === undefined) return undefined
    at = character === '\\' ? at + 2 : end
  }
  return undefined
}

function classEnd(source: string, start: number): number | undefined {
  for (let at = start + 1; at < source.length; at += source[at] === '\\' ? 2 : 1) if (source[at] === ']') return at + 1
  return undefined
}

/** Runs of letters that can be searched by their bytes. */
function runs(letters: readonly (string | undefined)[], matchCase: boolean): readonly string[] {
  const texts = ['']
  for (const letter of letters) {
    if (letter !== undefined && isPlain(letter, matchCase)) texts.push((texts.pop() ?? '') + letter)
    else texts.push('')
  }
  return texts
}

function isPlain(letter: string, matchCase: boolean): boolean {
  // Lone surrogates, and the replacement for invalid bytes, have no bytes of their own.
  if (matchCase) return !/[\u0000-\u001f\ud800-\udfff\ufffd\ufeff]/.test(letter) || letter.length === 2
  return /^[ -~]$/.test(letter) && !withOthers.test(letter)
}

function longest(texts: readonly string[]): string | undefined {
  const text = texts.reduce((most, one) => (one.length > most.length ? one : most), '')
  return text === '' ? undefined : text
}
