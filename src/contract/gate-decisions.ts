import { z } from 'zod'
import { commentPlaceSchema } from '#domain/gates/line-comments.ts'
import { runSchema } from '#domain/run/state.ts'
import { endpoint } from './endpoint.ts'

export const decideGate = endpoint({
  name: 'decideGate',
  method: 'POST',
  path: '/apis/v1/projects/:project/runs/:run/gates/:gate/decisions',
  access: 'gate.decide',
  summary: 'Approves or rejects; 409 when the evidence is not what the person saw',
  answer: 'json',
  body: z.object({
    decision: z.enum(['approve', 'reject']),
    /** Required to reject. */
    comment: z.string().max(4000).default(''),
    evidence: z.string(),
    /** Only with `approve`: the approval counts from then on. */
    notBefore: z.iso.datetime({ offset: true }).optional(),
    /** Answers to the gate's form, by field. */
    answers: z.record(z.string(), z.string()).optional(),
  }),
  response: runSchema,
  audit: ['decision', 'comment', 'answers', 'notBefore', 'evidence'],
})

export const withdrawVote = endpoint({
  name: 'withdrawVote',
  method: 'DELETE',
  path: '/apis/v1/projects/:project/runs/:run/gates/:gate/decisions',
  access: 'gate.decide',
  summary: "Takes one's own approval back, as long as the gate has not passed",
  answer: 'json',
  response: runSchema,
})

export const bypassGate = endpoint({
  name: 'bypassGate',
  method: 'POST',
  path: '/apis/v1/projects/:project/runs/:run/gates/:gate/bypass',
  access: 'gate.bypass',
  summary:
    'Opens a gate past its rules in an emergency, and others that it names; the reason stays visible with the run',
  answer: 'json',
  body: z.object({
    reason: z.string().trim().min(10).max(4000),
    evidence: z.string(),
    /** Answers to the gate's form, if nobody has approved yet. */
    answers: z.record(z.string(), z.string()).optional(),
    /** Keys of further gates to open, among the gate's `opensToo`. */
    also: z.array(z.string()).max(50).default([]),
  }),
  response: runSchema,
  audit: ['reason', 'answers', 'evidence', 'also'],
})

export const commentOnGate = endpoint({
  name: 'commentOnGate',
  method: 'POST',
  path: '/apis/v1/projects/:project/runs/:run/gates/:gate/comments',
  access: 'gate.comment',
  summary: 'Says something about a line of the manifests that a waiting gate shows; 409 when they have changed',
  answer: 'json',
  body: commentPlaceSchema.extend({ comment: z.string().trim().min(1).max(4000), evidence: z.string() }),
  response: runSchema,
  audit: ['application', 'path', 'comment'],
})

export const removeGateComment = endpoint({
  name: 'removeGateComment',
  method: 'DELETE',
  path: '/apis/v1/projects/:project/runs/:run/gates/:gate/comments/:comment',
  access: 'gate.comment',
  summary: "Takes one's own comment on a line back, while the gate waits",
  answer: 'json',
  response: runSchema,
})
