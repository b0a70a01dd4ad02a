import { sameValue } from '#domain/same-value.ts'

/** How a list of things with ids became another: which are new or different, and all ids where others stand in it or in another order. */
export interface ListChange<T> {
  readonly changed: readonly T[]
  readonly ids: readonly string[] | undefined
}

/** Remembers the list that was told last, and tells of each next one only what is different. */
export function listChanges<T>(idOf: (entry: T) => string): (list: readonly T[]) => ListChange<T> {
  let told = new Map<string, T>()
  return (list) => {
    const now = new Map<string, T>()
    const changed: T[] = []
    for (const entry of list) {
      const id = idOf(entry)
      now.set(id, entry)
      if (!sameValue(told.get(id), entry)) changed.push(entry)
    }
    const before = [...told.keys()]
    const ids = [...now.keys()]
    const isSame = before.length === ids.length && before.every((id, index) => id === ids[index])
    told = now
    return { changed, ids: isSame ? undefined : ids }
  }
}

/** The list that a change leads to; what has not changed stays the same object. */
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
