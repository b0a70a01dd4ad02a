import type { Adapter, AdapterPayload } from 'oidc-provider'
import { isStorageFull } from '../../ports/storage-full.ts'

/** Holds in memory what a full disk cannot take. */
export interface Overflow {
  /** Wraps the store of a model so that it continues in memory while the disk is full. */
  around(model: string, store: Adapter): Adapter
  /** Forgets what was issued to an account. */
  forgetAccount(account: string): void
}

interface Kept {
  readonly model: string
  readonly id: string
  payload: AdapterPayload
  /** In milliseconds since 1970. */
  readonly until: number
}

/**
 * Keeps in memory what a full disk cannot take, so that people can still sign in and see what filled it. An entry lives until the process ends or its
 * next successful write. Revocations are never kept here: they fail.
 */
export function createOverflow(now: () => number = Date.now): Overflow {
  const kept = new Map<string, Kept>()
  const key = (model: string, id: string): string => `${model}/${id}`
  const valid = (found: Kept | undefined): AdapterPayload | undefined =>
    found !== undefined && found.until > now() ? found.payload : undefined
  const search = (model: string, fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
    valid([...kept.values()].find((one) => one.model === model && fits(one.payload)))

  return {
    around: (model, store) => ({
      async upsert(id, payload, expiresIn) {
        try {
          await store.upsert(id, payload, expiresIn)
          kept.delete(key(model, id))
        } catch (error) {
          if (!isStorageFull(error)) throw error
          kept.set(key(model, id), { model, id, payload, until: now() + (expiresIn ?? Infinity) * 1000 })
        }
      },
      find: async (id) => valid(kept.get(key(model, id))) ?? store.find(id),
      findByUid: async (uid) => search(model, (payload) => payload.uid === uid) ?? store.findByUid(uid),
      findByUserCode: async (code) => search(model, ({ userCode }) => userCode === code) ?? store.findByUserCode(code),
      async consume(id) {
        const found = kept.get(key(model, id))
        if (found === undefined) return store.consume(id)
        found.payload = { ...found.payload, consumed: Math.floor(now() / 1000) }
      },
      async destroy(id) {
        const wasKept = kept.delete(key(model, id))
        if (!wasKept || (await store.find(id)) !== undefined) await store.destroy(id)
      },
      async revokeByGrantId(grant) {
        drop(({ grantId }) => grantId === grant)
        await store.revokeByGrantId(grant)
      },
    }),
    forgetAccount(account) {
      drop(({ accountId }) => accountId === account)
    },
  }

  function drop(fits: (payload: AdapterPayload) => boolean): void {
    for (const [name, { payload }] of kept) if (fits(payload)) kept.delete(name)
  }
}
