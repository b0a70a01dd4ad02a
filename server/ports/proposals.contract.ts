import { describe, expect, it } from 'vitest'
import type { Proposal } from '#domain/proposal.ts'
import type { ProposalStore } from './proposals.ts'

function proposal(id: string, at: string): Proposal {
  return {
    ...{ id, at, message: 'Change', author: { id: 'dan', name: 'Dan' }, state: 'pending' },
    parts: [{ id: 'qvs-config/api', base: 'sha256:1', text: 'a: 1\n' }, { id: 'line/old' }],
    branches: [{ repository: 'api', branch: `linewright/${id}` }],
  }
}

/** The contract of every proposal store. */
export function proposalStoreContract(name: string, create: () => ProposalStore): void {
  describe(`proposals: ${name}`, () => {
    it('lists those of a project that wait, oldest first, and finds the others by id', async () => {
      const store = create()
      const [first, second] = [proposal('b', '2026-01-01T00:00:00.000Z'), proposal('a', '2026-01-02T00:00:00.000Z')]
      for (const one of [second, first]) await store.save('p', one)
      await store.save('q', proposal('c', '2026-01-01T00:00:00.000Z'))
      expect(await store.pending('p')).toEqual([first, second])
      const closed: Proposal = { ...first, state: 'published', closed: { at: '2026-01-03T00:00:00.000Z' } }
      await store.save('p', closed)
      expect(await store.pending('p')).toEqual([second])
      expect(await store.find('p', 'b')).toEqual(closed)
      expect(await store.find('p', 'c')).toBeUndefined()
    })
  })
}
