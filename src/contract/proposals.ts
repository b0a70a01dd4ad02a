import { z } from 'zod'
import { changeSetSchema, documentIdSchema, documentVersionSchema } from '#domain/documents.ts'
import { findingSchema } from '#domain/problem.ts'
import { proposalSchema } from '#domain/proposal.ts'
import { publishChangeSet } from './documents.ts'
import { endpoint } from './endpoint.ts'

const summarySchema = proposalSchema.omit({ parts: true }).extend({ documents: z.array(documentIdSchema) })
export type ProposalSummary = z.infer<typeof summarySchema>

/** A change set behind a protected branch, with both sides of each part. */
export const proposalViewSchema = summarySchema.extend({
  parts: z.array(
    z.object({
      id: documentIdSchema,
      /** The base and the proposed version; absent if the document does not exist on that side. */
      before: documentVersionSchema.optional(),
      after: z.string().optional(),
      /** A version published meanwhile, or `null` if the document was deleted: either blocks merging. */
      meanwhile: documentVersionSchema.nullable().optional(),
    }),
  ),
})
export type ProposalView = z.infer<typeof proposalViewSchema>

const proposals = '/apis/v1/projects/:project/proposals' as const

export const listProposals = endpoint({
  name: 'listProposals',
  method: 'GET',
  path: proposals,
  access: 'project.read',
  summary: 'Change sets that wait to be merged, oldest first',
  answer: 'json',
  response: z.object({ proposals: z.array(summarySchema) }),
})

export const readProposal = endpoint({
  name: 'readProposal',
  method: 'GET',
  path: `${proposals}/:proposal`,
  access: 'project.read',
  summary: 'A proposal with its texts and what has become of it',
  answer: 'json',
  response: proposalViewSchema,
})

/** A conflict answers 412 as for `publishChangeSet`. */
export const proposeChangeSet = endpoint({
  name: 'proposeChangeSet',
  method: 'POST',
  path: proposals,
  access: 'line.edit',
  summary: 'Proposes a change set that has a part behind a protected branch; nothing of it is published yet',
  answer: 'json',
  body: changeSetSchema,
  response: z.object({ proposal: summarySchema, findings: z.array(findingSchema) }),
  status: 201,
  audit: ['message', 'parts'],
})

export const mergeProposal = endpoint({
  name: 'mergeProposal',
  method: 'POST',
  path: `${proposals}/:proposal/merge`,
  access: 'line.edit',
  summary: 'Publishes a proposal of somebody else, or of oneself as an admin, with its author and message',
  answer: 'json',
  response: publishChangeSet.response,
})

export const withdrawProposal = endpoint({
  name: 'withdrawProposal',
  method: 'POST',
  path: `${proposals}/:proposal/withdraw`,
  access: 'line.edit',
  summary: 'Closes a proposal without publishing it, and deletes its branches',
  answer: 'json',
  response: z.object({}),
})

export const protectRepository = endpoint({
  name: 'protectRepository',
  method: 'PUT',
  path: '/apis/v1/projects/:project/repositories/:repository/protection',
  access: 'project.admin',
  summary: 'Protects the default branch of a repository that is kept here, or opens it again',
  answer: 'json',
  body: z.object({ isProtected: z.boolean() }),
  response: z.object({}),
  audit: ['isProtected'],
})
