import { queryOptions } from '@tanstack/react-query'
import { listProposals, readProposal } from '#contract/proposals.ts'
import type { Client } from '../client.ts'

export function proposalsOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'proposals'],
    queryFn: ({ signal }) => client.ask(listProposals, { params: { project } }, { signal }),
  })
}

export function proposalOptions(client: Client, project: string, proposal: string) {
  return queryOptions({
    queryKey: [project, 'proposals', proposal],
    queryFn: ({ signal }) => client.ask(readProposal, { params: { project, proposal } }, { signal }),
  })
}
