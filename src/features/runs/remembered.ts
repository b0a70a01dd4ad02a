/** Keeps objects that were made from equal parts, by id, so that comparing them by identity finds no change. */
export interface Remembered<T extends object> {
  readonly get: (id: string, parts: readonly unknown[], make: () => T) => T
  /** The earlier list if the next one has the same content. */
  readonly list: (next: readonly T[]) => readonly T[]
}

export function createRemembered<T extends object>(): Remembered<T> {
  const known = new Map<string, { readonly parts: readonly unknown[]; readonly made: T }>()
  let before: readonly T[] = []
  return {
    get(id, parts, make) {
      const entry = known.get(id)
      if (entry?.parts.every((part, index) => part === parts[index]) === true) return entry.made
      const made = make()
      known.set(id, { parts, made })
      return made
    },
    list(next) {
      if (next.length !== before.length || next.some((one, index) => one !== before[index])) before = next
      return before
    },
  }
}
