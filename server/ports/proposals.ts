import type { Proposal } from '#domain/proposal.ts'

/** Change sets that wait to be merged, and those that have been closed. */
export interface ProposalStore {
  save(project: string, proposal: Proposal): Promise<void>
  find(project: string, id: string): Promise<Proposal | undefined>
  /** Those that wait, oldest first. */
  pending(project: string): Promise<readonly Proposal[]>
}
