import { type Entry, parseEntries } from './entries.ts'

/** Where the entries of a world are kept, in order. */
export interface Journal {
  read(): Promise<readonly Entry[]>
  /** Notes an entry; it is kept soon, together with those before it. */
  write(entry: Entry): void
  /** Resolves when everything noted so far is kept. */
  flush(): Promise<void>
}

/** Texts by name beside the journal: answers of the kernel, so that a reload need not load it, and how far the world's beginning has come. */
export interface Shelf {
  get(name: string): Promise<string | undefined>
  put(name: string, text: string): Promise<void>
}

export interface KeptWorld {
  readonly journal: Journal
  readonly shelf: Shelf
  /** Forgets what was written before, and goes on. */
  clear(): Promise<void>
  /** Forgets everything; the page has to be loaded again afterwards. */
  erase(): Promise<void>
}

const name = 'linewright-demo'
/** Grows when the form of entries changes: an older world is not readable then, and a new one begins. */
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
      // Drafts of the designer lie in databases of their own; the site is the demo's alone.
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
  // A page that goes away, or may soon be put away, has its last chance here.
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
      // Lines of logs come in crowds and can wait; what people did must survive that the page is left at once.
      if (entry.kind !== 'log-written') queueMicrotask(() => void flush())
      else timer ??= setTimeout(() => void flush(), flushAfter)
    },
    flush,
  }
}

/** A draft that is saved again within a batch replaces itself. */
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
