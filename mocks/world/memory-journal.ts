import type { Entry } from './entries.ts'
import type { Journal, Shelf } from './journal.ts'

/** A journal for tests, and for browsers without storage. */
export function createMemoryJournal(entries: Entry[] = []): Journal {
  return {
    read: async () => [...entries],
    write: (entry) => void entries.push(entry),
    flush: async () => undefined,
  }
}

/** A shelf that lasts as long as the page. */
export function createMemoryShelf(): Shelf {
  const texts = new Map<string, string>()
  return {
    get: async (name) => texts.get(name),
    put: async (name, text) => void texts.set(name, text),
  }
}
