import { describe, expect, it } from 'vitest'
import type { ApiToken, CredentialStore } from './credentials.ts'

const token: ApiToken = {
  id: 'a',
  project: 'p',
  name: 'CI',
  kind: 'machine',
  person: { id: 'aya', name: 'Aya' },
  role: 'developer',
  scopes: ['read', 'run'],
  hash: 'ab',
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: 5,
}

/** The contract of every credential store. */
export function credentialStoreContract(name: string, create: () => CredentialStore): void {
  describe(`credentials: ${name}`, () => {
    it('keep tokens by id and project until they are removed', async () => {
      const store = create()
      await store.save(token)
      await store.save({ ...token, id: 'b', kind: 'personal', role: undefined, createdAt: '2025-01-01T00:00:00.000Z' })
      await store.save({ ...token, id: 'c', project: 'q' })
      expect(await store.find('a')).toEqual(token)
      expect((await store.list('p')).map(({ id }) => id)).toEqual(['b', 'a'])
      expect(await store.lastUsed('a')).toBeUndefined()
      await store.used('a', 7)
      await store.used('a', 9)
      expect(await store.lastUsed('a')).toBe(9)
      await store.remove('a')
      expect(await store.find('a')).toBeUndefined()
      expect(await store.lastUsed('a')).toBeUndefined()
    })

    it('know since when a person is signed out everywhere', async () => {
      const store = create()
      expect(await store.signedOutAt('dan')).toBeUndefined()
      await store.signOutEverywhere('dan', 5)
      await store.signOutEverywhere('dan', 8)
      expect(await store.signedOutAt('dan')).toBe(8)
      expect(await store.signedOutAt('aya')).toBeUndefined()
    })
  })
}
