/** A searchable entry: a visible title, and hidden words. */
interface Named {
  readonly title: string
  readonly words: string
}

interface Group<Entry> {
  readonly title: string
  readonly entries: readonly Entry[]
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** Whether the text contains every typed word, in any order. */
export function containsAll(text: string, typed: string): boolean {
  const searched = folded(text)
  return folded(typed)
    .split(/\s+/)
    .every((word) => searched.includes(word))
}

/** Distance of an entry from the typed text: 0 if its title starts with it, 3 if only hidden words match. */
function distance({ title }: Named, typed: string): number {
  const wanted = folded(typed).trim()
  const searched = folded(title)
  if (searched.startsWith(wanted)) return 0
  if (searched.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 1
  return containsAll(title, wanted) ? 2 : 3
}

/** Returns the matching entries, closest first; a group takes the place of its closest entry. */
export function closestFirst<Entry extends Named>(
  groups: readonly Group<Entry>[],
  typed: string,
): readonly Group<Entry>[] {
  if (typed.trim() === '') return groups
  return groups
    .map(({ title, entries }) => {
      const found = entries
        .filter((entry) => containsAll(`${entry.title} ${entry.words}`, typed))
        .map((entry) => ({ entry, far: distance(entry, typed) }))
        .toSorted((one, other) => one.far - other.far)
      return { title, entries: found.map(({ entry }) => entry), far: found[0]?.far ?? Infinity }
    })
    .filter(({ entries }) => entries.length > 0)
    .toSorted((one, other) => one.far - other.far)
}
