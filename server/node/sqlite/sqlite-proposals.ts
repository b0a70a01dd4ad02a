import type { DatabaseSync } from 'node:sqlite'
import { proposalSchema } from '#domain/proposal.ts'
import type { ProposalStore } from '#server/ports/proposals.ts'
import { bodyOf, foundIn } from './rows.ts'

/** Proposals in SQLite. */
export function createSqliteProposals(database: DatabaseSync): ProposalStore {
  const put = database.prepare('INSERT OR REPLACE INTO proposal VALUES (?, ?, ?, ?, ?)')
  const one = database.prepare('SELECT body FROM proposal WHERE project = ? AND id = ?')
  const waiting = database.prepare("SELECT body FROM proposal WHERE project = ? AND state = 'pending' ORDER BY at")
  return {
    async save(project, proposal) {
      put.run(project, proposal.id, proposal.state, proposal.at, JSON.stringify(proposal))
    },
    find: async (project, id) => foundIn(proposalSchema, one.get(project, id)),
    pending: async (project) => waiting.all(project).map((row) => bodyOf(proposalSchema, row)),
  }
}
