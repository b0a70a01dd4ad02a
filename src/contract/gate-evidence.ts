import { z } from 'zod'
import { problemSchema } from '#domain/problem.ts'
import { commitSchema } from './commits.ts'
import { endpoint } from './endpoint.ts'
import { gateSummarySchema } from './gates.ts'

/**
 * What an approver sees; `digest` ties the decision to exactly this (decision 15). `now` is what runs while the gate
 * waits, or what ran when it closed; for a stage that deploys nothing, its last execution.
 */
export const evidenceSchema = z.object({
  digest: z.string(),
  /** The stages that the gate holds, and their Pipelines; those that deploy have manifests. */
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
  /** How many values stay the same. */
  equalValues: z.number().int(),
  commits: z.array(commitSchema.extend({ application: z.string() })),
  /** Commits that run now and that the held stages lack: approving would remove them. */
  takenBack: z.array(commitSchema.extend({ application: z.string() })),
  /** Applications whose commits could not be read, and why: neither commits nor their authors are known. */
  commitsUnread: z.array(z.object({ application: z.string(), problem: problemSchema })),
  tests: z.array(
    z.object({ name: z.string(), stage: z.string(), task: z.string(), state: z.string(), seconds: z.number() }),
  ),
  running: z.array(
    z.object({
      application: z.string(),
      version: z.string(),
      since: z.string(),
      /** Applied to a target that is not queried, such as a cluster elsewhere. */
      isElsewhere: z.boolean().optional(),
      /** The run that brought it, if newer than this one: approving would replace it with an older release. */
      newer: z.object({ run: z.string(), number: z.number().int() }).optional(),
    }),
  ),
  /** Web addresses among the results of this run's stages, where the release can be tried before it goes on. */
  addresses: z.array(z.object({ application: z.string(), environment: z.string(), url: z.string() })),
  risk: z.object({
    /** Earlier releases through this gate to compare with, at most 20. */
    releases: z.number().int(),
    failures: z.number().int(),
    changedLines: z.number().int(),
    /** Numbers of changed lines in those releases, smallest first. */
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

/** A gate of a run, with everything that a decision is based on. */
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
