import type { Proposal } from '#domain/proposal.ts'
import type { ProposalStore } from '#server/ports/proposals.ts'

/** Proposals in memory. */
export function createMemoryProposals(): ProposalStore {
  const kept = new Map<string, { readonly project: string; readonly proposal: Proposal }>()
  return {
    async save(project, proposal) {
      kept.set(`${project}/${proposal.id}`, { project, proposal })
    },
    find: async (project, id) => kept.get(`${project}/${id}`)?.proposal,
    pending: async (project) =>
      [...kept.values()]
        .filter((one) => one.project === project && one.proposal.state === 'pending')
        .map(({ proposal }) => proposal)
        .sort((a, b) => (a.at < b.at ? -1 : 1)),
  }
}
