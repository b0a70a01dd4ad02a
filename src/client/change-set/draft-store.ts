import { createInTurn } from '#domain/in-turn.ts'
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

/** Where the newest state is; `browser` for a draft that is to be dropped and still on the server. */
type Kept = 'server' | 'browser' | 'nowhere'

const underWay = new Set<Promise<unknown>>()

/** Milliseconds that the server's clock is ahead of this browser's, from its last answer. Drafts are compared by the server's clock. */
let ahead = 0

/** Resolves when every save under way has succeeded or failed. */
export async function draftsAtRest(): Promise<void> {
  await Promise.allSettled(underWay)
}

/** Makes `draftsAtRest` wait for this as well. */
export async function holdDrafts<Value>(work: Promise<Value>): Promise<Value> {
  underWay.add(work)
  try {
    return await work
  } finally {
    underWay.delete(work)
  }
}

/**
 * Saves the draft on the server and in this browser; resolves to where it is now. A draft without changes is dropped in both places, but its
 * history stays in this browser, so that undo and redo still work after a reload.
 */
export async function keepDraft(client: Client, place: DraftPlace, state: EditorState): Promise<Kept> {
  return holdDrafts(keep(client, place, state))
}

/** Drops a draft on the server and in this browser. */
export async function dropDraft(client: Client, place: DraftPlace): Promise<void> {
  await keepDraft(client, place, { subject: place.subject, history: historyOf({}), bases: {}, problem: undefined })
}

/** Saves the draft in this browser only: fast enough that a tab killed a moment later loses nothing. */
export async function keepInBrowser(place: DraftPlace, state: EditorState): Promise<void> {
  await writeLocal(localKey(place), kept(state))
}

// Requests are sent one at a time: an earlier save that arrives late must not bring back a dropped draft.
const inTurn = createInTurn()

async function keep(client: Client, place: DraftPlace, state: EditorState): Promise<Kept> {
  const params = { project: place.project, draft: draftId(place) }
  if (changedIds(state).length === 0) {
    const [dropped] = await Promise.all([
      inTurn(() => client.call(deleteDraft, { params })),
      writeLocal(localKey(place), kept(state)),
    ])
    return dropped.ok ? 'nowhere' : 'browser'
  }
  const content = draftContent(state)
  // Queued before the first await; otherwise a drop a moment later could overtake this save.
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

/** What this browser stores: the draft or, if nothing is changed, only its history. */
function kept(state: EditorState): z.infer<typeof localSchema> | undefined {
  if (changedIds(state).length > 0) return stamped(draftContent(state))
  const { past, future } = state.history
  return past.length + future.length === 0 ? undefined : { ...stamped(draftContent(state)), isUnchanged: true }
}

/** The draft in this browser, with the time at which it was saved (milliseconds, server's clock). */
export async function readLocalDraft(
  place: DraftPlace,
): Promise<{ readonly content: unknown; readonly at: number } | undefined> {
  const found = await readLocal(place)
  return found?.isUnchanged === true ? undefined : found
}

/** The history in this browser of a change set that has nothing to publish; undefined if there is a draft. */
export async function readLocalSteps(place: DraftPlace): Promise<unknown> {
  const found = await readLocal(place)
  return found?.isUnchanged === true ? found.content : undefined
}

async function readLocal(place: DraftPlace): Promise<z.infer<typeof localSchema> | undefined> {
  return localSchema.safeParse(await withStore('readonly', (store) => store.get(localKey(place)))).data
}

/** Saves other unsubmitted input under a key of its own; nothing removes it. */
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

/** One shared connection: opening one per keystroke is slower than typing. */
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

/** IndexedDB may be full or blocked; the draft is then on the server only. */
async function withStore(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  try {
    const transaction = (await database()).transaction('drafts', mode)
    const request = work(transaction.objectStore('drafts'))
    // Commits at once: the page may be gone before the request's event.
    transaction.commit()
    return await new Promise((resolve) => {
      // A database damaged by a killed browser completes transactions whose requests are still pending; reading their result throws.
      transaction.oncomplete = () => resolve(request.readyState === 'done' ? request.result : failed)
      transaction.onabort = () => resolve(failed)
    })
  } catch {
    return failed
  }
}
