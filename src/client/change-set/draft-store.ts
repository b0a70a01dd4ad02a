import { z } from 'zod'
import { historyOf } from '#domain/history.ts'
import type { Client } from '../client.ts'
import { deleteDraft, saveDraft } from '#contract/drafts.ts'
import { draftContent } from './draft-content.ts'
import { changedIds, type EditorState } from './editor.ts'

export interface DraftPlace {
  readonly project: string
  readonly person: string
  readonly subject: string
}

const draftId = ({ subject }: DraftPlace) => subject.replaceAll('/', '-')
const localKey = ({ project, person, subject }: DraftPlace) => `${project}/${person}/${subject}`

type Kept = 'server' | 'browser' | 'nowhere'

const underWay = new Set<Promise<unknown>>()

/** How far the server's clock is ahead of this browser's, in milliseconds, as its last answer said: which of two drafts is newer goes by one clock. */
let ahead = 0

/** Ends when everything that was being saved is saved, or could not be. */
export async function draftsAtRest(): Promise<void> {
  await Promise.allSettled(underWay)
}

/** Nothing is at rest before this has ended. */
export async function holdDrafts<Value>(work: Promise<Value>): Promise<Value> {
  underWay.add(work)
  try {
    return await work
  } finally {
    underWay.delete(work)
  }
}

/**
 * Saves the draft with the server and in this browser; answers where it is now. A draft without changes is dropped in both; its steps stay in
 * this browser, so that what was undone or published can still be done again or taken back after a reload.
 */
export async function keepDraft(client: Client, place: DraftPlace, state: EditorState): Promise<Kept> {
  return holdDrafts(keep(client, place, state))
}

/** Drops a draft, with the server and in this browser. */
export async function dropDraft(client: Client, place: DraftPlace): Promise<void> {
  await keepDraft(client, place, { subject: place.subject, history: historyOf({}), bases: {}, problem: undefined })
}

/** Keeps the draft in this browser alone: quick, so that a tab that is killed a moment later has lost nothing. */
export async function keepInBrowser(place: DraftPlace, state: EditorState): Promise<void> {
  await writeLocal(localKey(place), kept(state))
}

let sending: Promise<unknown> = Promise.resolve()

/** One request after another: a draft that is dropped must not come back by an earlier save that arrives later. */
function inTurn<T>(send: () => Promise<T>): Promise<T> {
  const sent = sending.then(send)
  sending = sent.catch(() => undefined)
  return sent
}

async function keep(client: Client, place: DraftPlace, state: EditorState): Promise<Kept> {
  const params = { project: place.project, draft: draftId(place) }
  if (changedIds(state).length === 0) {
    await Promise.all([inTurn(() => client.call(deleteDraft, { params })), writeLocal(localKey(place), kept(state))])
    return 'nowhere'
  }
  const content = draftContent(state)
  // The turn is taken before anything is waited for: a drop that comes a moment later would else overtake this save.
  const [saved, isLocal] = await Promise.all([
    inTurn(() => client.call(saveDraft, { params, body: { subject: place.subject, content } })),
    writeLocal(localKey(place), stamped(content)),
  ])
  if (!saved.ok) return isLocal ? 'browser' : 'nowhere'
  ahead = Date.parse(saved.value.savedAt) - Date.now()
  return 'server'
}

const localSchema = z.object({ content: z.unknown(), at: z.number(), isUnchanged: z.boolean().optional() })

function stamped(content: unknown): z.infer<typeof localSchema> {
  return { content, at: Date.now() + ahead }
}

/** What this browser keeps of a state: the draft, or, where nothing is changed, its steps alone. */
function kept(state: EditorState): z.infer<typeof localSchema> | undefined {
  if (changedIds(state).length > 0) return stamped(draftContent(state))
  const { past, future } = state.history
  return past.length + future.length === 0 ? undefined : { ...stamped(draftContent(state)), isUnchanged: true }
}

/** The draft that this browser kept, with the time of keeping it in milliseconds by the server's clock. */
export async function readLocalDraft(
  place: DraftPlace,
): Promise<{ readonly content: unknown; readonly at: number } | undefined> {
  const found = await readLocal(place)
  return found?.isUnchanged === true ? undefined : found
}

/** The steps that this browser kept of a draft of which nothing was left to publish; undefined where there is a draft. */
export async function readLocalSteps(place: DraftPlace): Promise<unknown> {
  const found = await readLocal(place)
  return found?.isUnchanged === true ? found.content : undefined
}

async function readLocal(place: DraftPlace): Promise<z.infer<typeof localSchema> | undefined> {
  return localSchema.safeParse(await withStore('readonly', (store) => store.get(localKey(place)))).data
}

/** Keeps anything else that a person has not handed over yet under a place of its own; nothing takes it away. */
export async function keepLocalContent(place: DraftPlace, content: unknown): Promise<void> {
  await writeLocal(localKey(place), content === undefined ? undefined : stamped(content))
}

async function writeLocal(key: string, value: unknown): Promise<boolean> {
  const done = await withStore('readwrite', (store) =>
    value === undefined ? store.delete(key) : store.put(value, key),
  )
  return done !== failed
}

const failed = Symbol('failed')

let opened: Promise<IDBDatabase> | undefined

/** One connection for all: opening one for each letter would leave what is written behind what is typed. */
function database(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('linewright-drafts', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('drafts')
    opening.onerror = () => reject(opening.error ?? new Error('The database of drafts does not open'))
    opening.onsuccess = () => {
      const connection = opening.result
      connection.onclose = () => (opened = undefined)
      connection.onversionchange = () => {
        connection.close()
        opened = undefined
      }
      resolve(connection)
    }
  }).catch((reason: unknown) => {
    opened = undefined
    throw reason
  })
  return opened
}

/** IndexedDB may be full or forbidden: the draft is then with the server only. */
async function withStore(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  try {
    const transaction = (await database()).transaction('drafts', mode)
    const request = work(transaction.objectStore('drafts'))
    // Without waiting for an answer: the page may be gone by then.
    transaction.commit()
    return await new Promise((resolve) => {
      // A database that was damaged when its browser was killed ends transactions whose requests have no answer; asking for that throws.
      transaction.oncomplete = () => resolve(request.readyState === 'done' ? request.result : failed)
      transaction.onabort = () => resolve(failed)
    })
  } catch {
    return failed
  }
}
