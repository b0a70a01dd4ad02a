import type { Proposal } from '#domain/proposal.ts'

/** Change sets that wait to be merged, and closed ones. */
export interface ProposalStore {
  save(project: string, proposal: Proposal): Promise<void>
  find(project: string, id: string): Promise<Proposal | undefined>
  /** The waiting ones, oldest first. */
  pending(project: string): Promise<readonly Proposal[]>
}
