/** What a search looks through: a title that people read, and words that are not shown. */
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

/** Whether each typed word stands somewhere in the text, in any order. */
export function containsAll(text: string, typed: string): boolean {
  const searched = folded(text)
  return folded(typed)
    .split(/\s+/)
    .every((word) => searched.includes(word))
}

/** How far an entry is from what was typed: 0 where the title begins so, 3 where only the words beside it match. */
function distance({ title }: Named, typed: string): number {
  const wanted = folded(typed).trim()
  const searched = folded(title)
  if (searched.startsWith(wanted)) return 0
  if (searched.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 1
  return containsAll(title, wanted) ? 2 : 3
}

/** The entries that match, the closest first; a group stands where its closest entry would. */
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
