import * as contract from '#contract/proposals.ts'
import { err, ok } from '#domain/result.ts'
import type { Proposal } from '#domain/proposal.ts'
import { route, type Route } from '../http/route.ts'
import type { Ports } from '../ports.ts'
import { protect } from '../services/repositories/protection.ts'
import { whoIsBehind } from '../services/people/api-tokens.ts'
import type { Services } from '../services/services.ts'
import { beyondRole } from '../services/documents/beyond-role.ts'
import { afterPublishing, refused, withoutTexts } from './publishing.ts'

export function proposalRoutes(ports: Ports, services: Services): readonly Route[] {
  const { proposals } = services
  return [
    route(contract.listProposals, async ({ params }) =>
      ok({ proposals: (await proposals.pending(params.project)).map(summaryOf) }),
    ),
    route(contract.readProposal, async ({ params }) => {
      const found = await proposals.read(params.project, params.proposal)
      return found.ok ? ok({ ...summaryOf(found.value.proposal), parts: found.value.parts }) : found
    }),
    route(contract.proposeChangeSet, async ({ params, body, person, member, request }) => {
      const beyond = await beyondRole(ports.documents, params.project, member.role, body.parts)
      if (beyond !== undefined) return err(beyond)
      const proposed = await proposals.propose(params.project, body, { ...person, ...member.person })
      if (!proposed.ok) return refused(proposed.error, request)
      const { proposal, findings } = proposed.value
      return ok({ proposal: summaryOf(proposal), findings })
    }),
    route(contract.mergeProposal, async ({ params, person, member, apiToken, request }) => {
      const merger = { person: { ...person, ...member.person }, role: member.role }
      const merged = await proposals.merge(params.project, params.proposal, merger)
      if (!merged.ok) return refused(merged.error, request)
      const { proposal, versions, findings } = merged.value
      await afterPublishing(services, params.project, proposal.parts, versions, {
        person,
        behind: whoIsBehind(apiToken),
      })
      return ok({ versions: withoutTexts(versions), findings })
    }),
    route(contract.withdrawProposal, async ({ params, person, member }) => {
      const withdrawn = await proposals.withdraw(params.project, params.proposal, { ...person, ...member.person })
      return withdrawn.ok ? ok({}) : withdrawn
    }),
    route(contract.protectRepository, async ({ params: { project, repository }, body }) => {
      const done = await protect(ports, { project, repository }, body.isProtected)
      return done.ok ? ok({}) : done
    }),
  ]
}

function summaryOf({ parts, ...proposal }: Proposal): contract.ProposalSummary {
  return { ...proposal, documents: parts.map(({ id }) => id) }
}
