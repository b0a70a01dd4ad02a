/**
 * Anchors of headings, as links in Markdown use them: lower case without punctuation, hyphens for spaces, and numbers
 * for duplicates.
 */
export function headingNames(headings: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return headings.map((heading) => {
    const name = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-')
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return before === 0 ? name : `${name}-${String(before)}`
  })
}
