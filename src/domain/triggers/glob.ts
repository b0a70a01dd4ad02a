/** Whether a name matches one of the patterns: `*` is anything but slashes, `**` is anything, `?` is one character but no slash. */
export function matchesAny(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => matches(tokensOf(pattern), name))
}

/** Characters and stars. An empty token means that the `**` with a slash after it may be left out. */
function tokensOf(pattern: string): readonly string[] {
  const parts = pattern.match(/\*\*\/|\*\*|[^]/gu) ?? []
  return parts.flatMap((part) => (part === '**/' ? ['', part] : [part]))
}

/** Follows all ways through the pattern at once: trying them one by one could take exponential time. */
function matches(tokens: readonly string[], name: string): boolean {
  let places = reached(tokens, [0])
  for (const letter of name)
    places = reached(
      tokens,
      [...places].flatMap((place) => after(tokens, place, letter)),
    )
  return places.has(tokens.length)
}

/** Adds the places after tokens that may match nothing. */
function reached(tokens: readonly string[], from: readonly number[]): ReadonlySet<number> {
  const places = new Set(from)
  for (const place of places) {
    const token = tokens[place]
    if (token === '*' || token === '**' || token === '') places.add(place + 1)
    if (token === '') places.add(place + 2)
  }
  return places
}

/** The places that a character leads to from a place. */
function after(tokens: readonly string[], place: number, letter: string): readonly number[] {
  const token = tokens[place]
  if (token === '**') return [place]
  if (token === '**/') return letter === '/' ? [place, place + 1] : [place]
  if (token === '*') return letter === '/' ? [] : [place]
  if (token === '?') return letter === '/' ? [] : [place + 1]
  return token === letter ? [place + 1] : []
}
