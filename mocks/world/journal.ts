import { type Entry, parseEntries } from './entries.ts'

/** Stores the entries of a world, in order. */
export interface Journal {
  read(): Promise<readonly Entry[]>
  /** Adds an entry; it is stored soon, together with those before it. */
  write(entry: Entry): void
  /** Resolves when everything added so far is stored. */
  flush(): Promise<void>
}

/** Texts by name next to the journal: the kernel's answers, so that a reload need not load it, and how far the world's beginning was played. */
export interface Shelf {
  get(name: string): Promise<string | undefined>
  put(name: string, text: string): Promise<void>
}

export interface KeptWorld {
  readonly journal: Journal
  readonly shelf: Shelf
  /** Deletes everything written before, and continues. */
  clear(): Promise<void>
  /** Deletes everything; the page must be reloaded afterwards. */
  erase(): Promise<void>
}

const name = 'linewright-demo'
/** Increment when the format of entries changes: older worlds become unreadable, and a new one begins. */
const form = 1
const flushAfter = 250

/** Opens the demo's database in this browser. */
export async function openKeptWorld(): Promise<KeptWorld> {
  const database = await openDatabase()
  let erased = false
  return {
    journal: createJournal(database, () => erased),
    shelf: {
      async get(key) {
        const found: unknown = await asked(database.transaction('answers').objectStore('answers').get(key))
        return typeof found === 'string' ? found : undefined
      },
      async put(key, text) {
        if (!erased) await kept(database, 'answers', (store) => store.put(text, key))
      },
    },
    clear: () => kept(database, 'entries', (store) => store.clear()),
    async erase() {
      erased = true
      await kept(database, 'entries', (store) => store.clear())
      // Drafts of the designer have their own databases; the whole site belongs to the demo.
      for (const { name: other } of await indexedDB.databases())
        if (other !== undefined && other !== name) indexedDB.deleteDatabase(other)
    },
  }
}

function createJournal(database: IDBDatabase, isErased: () => boolean): Journal {
  let pending: Entry[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing = Promise.resolve()

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const batch = withoutOldDrafts(pending)
    pending = []
    if (batch.length > 0 && !isErased()) {
      writing = writing.then(() => kept(database, 'entries', (store) => store.add(batch))).catch(() => undefined)
    }
    return writing
  }
  // The last chance for a page that closes or may be frozen.
  addEventListener('pagehide', () => void flush())
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && void flush())

  return {
    async read() {
      const batches: readonly unknown[] = await asked(database.transaction('entries').objectStore('entries').getAll())
      return batches.flatMap((batch) => {
        const entries = parseEntries(batch)
        if (entries === undefined) throw new Error('The kept demo is in an unknown form')
        return entries
      })
    },
    write(entry) {
      pending.push(entry)
      // Log lines come in large numbers and can wait; people's changes must survive leaving the page at once.
      if (entry.kind !== 'log-written') queueMicrotask(() => void flush())
      else timer ??= setTimeout(() => void flush(), flushAfter)
    },
    flush,
  }
}

/** Keeps only the last version of a draft saved several times within a batch. */
function withoutOldDrafts(entries: readonly Entry[]): readonly Entry[] {
  const last = new Map(
    entries.flatMap((entry, index) => (entry.kind === 'draft-saved' ? [[entry.draft.id, index] as const] : [])),
  )
  return entries.filter((entry, index) => entry.kind !== 'draft-saved' || last.get(entry.draft.id) === index)
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, form)
    request.addEventListener('upgradeneeded', () => {
      const { result } = request
      for (const store of [...result.objectStoreNames]) result.deleteObjectStore(store)
      result.createObjectStore('entries', { autoIncrement: true })
      result.createObjectStore('answers')
    })
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () =>
      reject(new Error(request.error?.message ?? 'The database of the demo does not open')),
    )
  })
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () =>
      reject(new Error(request.error?.message ?? 'The database of the demo does not answer')),
    )
  })
}

function kept(
  database: IDBDatabase,
  store: 'entries' | 'answers',
  write: (store: IDBObjectStore) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, 'readwrite')
    write(transaction.objectStore(store))
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () =>
      reject(new Error(transaction.error?.message ?? 'The demo could not be kept')),
    )
  })
}
