import { z } from 'zod'
import { problemSchema } from '#domain/problem.ts'
import { commitSchema } from './commits.ts'
import { endpoint } from './endpoint.ts'
import { gateSummarySchema } from './gates.ts'

/**
 * What an approver sees; `digest` binds the decision to exactly this (decision 15). `now` is what runs while the gate waits, and what ran when
 * it closed ever after; of a stage that deploys nothing it is the last time.
 */
export const evidenceSchema = z.object({
  digest: z.string(),
  /** The stages that the gate holds, and what each runs; those that deploy have manifests. */
  stages: z.array(
    z.object({
      stage: z.string(),
      pipeline: z.string(),
      application: z.string(),
      deployment: z.string(),
      deploys: z.boolean(),
    }),
  ),
  manifests: z.array(
    z.object({ path: z.string(), application: z.string(), stage: z.string(), now: z.string(), after: z.string() }),
  ),
  values: z.array(
    z.object({ application: z.string(), parameter: z.string(), now: z.string(), after: z.string(), setBy: z.string() }),
  ),
  /** How many values stay as they are. */
  equalValues: z.number().int(),
  commits: z.array(commitSchema.extend({ application: z.string() })),
  /** Commits of what is compared with that the held stages do not have: what runs there now would lose them. */
  takenBack: z.array(commitSchema.extend({ application: z.string() })),
  /** Applications whose commits could not be read, and why: neither what is brought nor who wrote it is known of them. */
  commitsUnread: z.array(z.object({ application: z.string(), problem: problemSchema })),
  tests: z.array(
    z.object({ name: z.string(), stage: z.string(), task: z.string(), state: z.string(), seconds: z.number() }),
  ),
  running: z.array(
    z.object({
      application: z.string(),
      version: z.string(),
      since: z.string(),
      /** It was applied to a target that is not asked, such as a cluster elsewhere. */
      isElsewhere: z.boolean().optional(),
      /** The run that brought it, if it began after this one: approving puts an older release in its place. */
      newer: z.object({ run: z.string(), number: z.number().int() }).optional(),
    }),
  ),
  /** Web addresses that stages of this run gave as results: what can be tried before it goes further. */
  addresses: z.array(z.object({ application: z.string(), environment: z.string(), url: z.string() })),
  risk: z.object({
    /** Earlier releases through this gate that are compared with, at most 20. */
    releases: z.number().int(),
    failures: z.number().int(),
    changedLines: z.number().int(),
    /** Changed lines of those releases, smallest first. */
    usualChangedLines: z.array(z.number().int()),
    /** Median seconds from the start of the held stages to their end. */
    usualSeconds: z.number().optional(),
    lastFailureAt: z.string().optional(),
  }),
})
export type Evidence = z.infer<typeof evidenceSchema>

/** How the same gate ended in an earlier run. */
export const earlierGateSchema = z.object({
  run: z.string(),
  number: z.number().int(),
  state: z.enum(['passed', 'rejected', 'timed-out', 'cancelled', 'lifted']),
  at: z.string(),
  people: z.array(z.string()),
  bypassed: z.boolean(),
})

/** A gate of a run with all that a decision is made on. */
export const gateViewSchema = gateSummarySchema.extend({
  evidence: evidenceSchema.optional(),
  /** How it ended in earlier runs, newest first. */
  earlier: z.array(earlierGateSchema).optional(),
})
export type GateView = z.infer<typeof gateViewSchema>

export const readGate = endpoint({
  name: 'readGate',
  method: 'GET',
  path: '/apis/v1/projects/:project/runs/:run/gates/:gate',
  access: 'project.read',
  summary: 'A gate with its evidence, compared with what runs now',
  answer: 'json',
  response: gateViewSchema,
})
