/** Whether a name matches one of the patterns: `*` is anything but a slash, `**` anything, `?` one character but a slash. */
export function matchesAny(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => matches(tokensOf(pattern), name))
}

/** Letters and stars; before a `**` with a slash behind it, which may be left out, an empty one. */
function tokensOf(pattern: string): readonly string[] {
  const parts = pattern.match(/\*\*\/|\*\*|[^]/gu) ?? []
  return parts.flatMap((part) => (part === '**/' ? ['', part] : [part]))
}

/** Follows all ways through the pattern at once: one after another they would be more than anybody waits for. */
function matches(tokens: readonly string[], name: string): boolean {
  let places = reached(tokens, [0])
  for (const letter of name)
    places = reached(
      tokens,
      [...places].flatMap((place) => after(tokens, place, letter)),
    )
  return places.has(tokens.length)
}

/** Places with those behind what may stand for nothing. */
function reached(tokens: readonly string[], from: readonly number[]): ReadonlySet<number> {
  const places = new Set(from)
  for (const place of places) {
    const token = tokens[place]
    if (token === '*' || token === '**' || token === '') places.add(place + 1)
    if (token === '') places.add(place + 2)
  }
  return places
}

/** Where a letter leads from a place. */
function after(tokens: readonly string[], place: number, letter: string): readonly number[] {
  const token = tokens[place]
  if (token === '**') return [place]
  if (token === '**/') return letter === '/' ? [place, place + 1] : [place]
  if (token === '*') return letter === '/' ? [] : [place]
  if (token === '?') return letter === '/' ? [] : [place + 1]
  return token === letter ? [place + 1] : []
}
