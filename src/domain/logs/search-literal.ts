/** Letters that Unicode rules take for others beyond ASCII where case does not matter: the sign of Kelvin is a `k`, the long s an `s`. */
const withOthers = /[ks]/i
const quantifier = /^(?:[*?+]|\{\d*,?\d*\})\??/
/** Escapes that stand for no text of their own, and take nothing behind them. */
const classes = new Set('dDwWsSbBtnrfv')

/** The longest text of plain words that can be looked for byte by byte; undefined where there is none. */
export function literalOfWords(words: string, matchCase: boolean): string | undefined {
  return longest(runs(Array.from(words), matchCase))
}

/**
 * The longest text that stands in everything that a regular expression finds, read from its source: letters outside of groups and classes
 * that nothing makes optional. Undefined where there is none, or where the source says something that is not read here.
 */
export function literalOfPattern(source: string, matchCase: boolean): string | undefined {
  /** Letters that follow each other; undefined where something else stands between. */
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

/** Texts of letters that can be looked for by their bytes. */
function runs(letters: readonly (string | undefined)[], matchCase: boolean): readonly string[] {
  const texts = ['']
  for (const letter of letters) {
    if (letter !== undefined && isPlain(letter, matchCase)) texts.push((texts.pop() ?? '') + letter)
    else texts.push('')
  }
  return texts
}

function isPlain(letter: string, matchCase: boolean): boolean {
  // Half of a pair of surrogates, and what stands in place of bytes that are no text, have no bytes of their own.
  if (matchCase) return !/[\u0000-\u001f\ud800-\udfff\ufffd\ufeff]/.test(letter) || letter.length === 2
  return /^[ -~]$/.test(letter) && !withOthers.test(letter)
}

function longest(texts: readonly string[]): string | undefined {
  const text = texts.reduce((most, one) => (one.length > most.length ? one : most), '')
  return text === '' ? undefined : text
}
