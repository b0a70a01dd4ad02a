import { sameValue } from '#domain/same-value.ts'

/**
 * The difference between two versions of a list: its changed or new entries, and all ids if their set or order changed.
 */
export interface ListChange<T> {
  readonly changed: readonly T[]
  readonly ids: readonly string[] | undefined
}

/** Answers, for each list, the difference to the list of the call before. */
export function listChanges<T>(idOf: (entry: T) => string): (list: readonly T[]) => ListChange<T> {
  let last = new Map<string, T>()
  return (list) => {
    const now = new Map<string, T>()
    const changed: T[] = []
    for (const entry of list) {
      const id = idOf(entry)
      now.set(id, entry)
      if (!sameValue(last.get(id), entry)) changed.push(entry)
    }
    const before = [...last.keys()]
    const ids = [...now.keys()]
    const isSame = before.length === ids.length && before.every((id, index) => id === ids[index])
    last = now
    return { changed, ids: isSame ? undefined : ids }
  }
}

/** Applies a difference; unchanged entries stay the same objects. */
export function mergeChange<T>(
  before: ReadonlyMap<string, T>,
  change: ListChange<T>,
  idOf: (entry: T) => string,
): ReadonlyMap<string, T> {
  if (change.changed.length === 0 && change.ids === undefined) return before
  const changed = new Map(change.changed.map((entry) => [idOf(entry), entry]))
  const ids = change.ids ?? [...before.keys()]
  return new Map(
    ids.flatMap((id): [string, T][] => {
      const entry = changed.get(id) ?? before.get(id)
      return entry === undefined ? [] : [[id, entry]]
    }),
  )
}
