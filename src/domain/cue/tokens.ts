/** A token of a CUE text. Strings, comments and numbers are whole tokens; an identifier may begin with `#`, `_#` or `_`. */
export interface CueToken {
  readonly kind: 'name' | 'string' | 'number' | 'punctuation' | 'comment'
  readonly text: string
  readonly at: number
}

const patterns = [
  ['comment', /\/\/[^\n]*/y],
  [
    'string',
    /#*"""[\s\S]*?"""#*|#*'''[\s\S]*?'''#*|"(?:[^"\\\n]|\\\((?:[^()"\n]|"[^"\n]*"|\([^()\n]*\))*\)|\\.)*"|#+"[^\n]*?"#+|'(?:[^'\\\n]|\\.)*'/y,
  ],
  ['name', /(?:_?#)?[\p{L}_$][\p{L}\p{N}_$]*/uy],
  ['number', /\d[\w.]*/y],
  ['punctuation', /\.\.\.|&&|\|\||[<>=!]=|=~|!~|[^\s\w]/y],
] as const

/** Splits a CUE text into tokens, as far as outlines and definitions need it; invalid text gives tokens too. */
export function cueTokens(text: string): readonly CueToken[] {
  const out: CueToken[] = []
  let at = 0
  while (at < text.length) {
    const found = next(text, at)
    if (found === undefined) at += 1
    else {
      out.push(found)
      at += found.text.length
    }
  }
  return out
}

function next(text: string, at: number): CueToken | undefined {
  if (/\s/.test(text[at] ?? '')) return undefined
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match !== null && match[0] !== '') return { kind, text: match[0], at }
  }
  return undefined
}
