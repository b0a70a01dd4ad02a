import { z } from 'zod'
import { appliedRuleSchema, gateRunSchema } from '#domain/run/gate-run.ts'
import { standings } from '#domain/gates/voting.ts'
import { personSchema } from '#domain/project.ts'
import { queuedBehindSchema } from '#domain/run/turns/queue.ts'
import { roleSchema } from '#domain/access/roles.ts'
import { commitSchema } from './projects.ts'
import { endpoint } from './endpoint.ts'

/**
 * What an approver sees; `digest` binds the decision to exactly this (design 5.5). `now` is what runs while the gate waits, and what ran when
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
  tests: z.array(
    z.object({ name: z.string(), stage: z.string(), task: z.string(), state: z.string(), seconds: z.number() }),
  ),
  running: z.array(
    z.object({
      application: z.string(),
      version: z.string(),
      since: z.string(),
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

/** Why the environment takes no release now: the gate cannot pass before `until`. */
export const closedSchema = z.object({
  environment: z.string(),
  why: z.enum(['freeze', 'outside-window']),
  title: z.string().optional(),
  until: z.string().optional(),
})

export const gateViewSchema = z.object({
  /** Names the gate within its run: the name of a line's gate, or `<environment>:<name>`. */
  key: z.string(),
  /** Demanded by the environment, for every line. */
  live: z.boolean(),
  run: z.string(),
  number: z.number().int(),
  line: z.string(),
  note: z.string(),
  requestedBy: z.object({ id: z.string(), name: z.string() }),
  /** Who made the token of the machine that asked. */
  behind: z.object({ id: z.string(), name: z.string() }).optional(),
  environment: z.string(),
  definition: appliedRuleSchema,
  gate: gateRunSchema,
  holds: z.array(z.string()),
  /** Whose stages those are. */
  applications: z.array(z.string()),
  waitsBehind: z.array(z.string()),
  /** Other gates that hold stages of this one and have not opened either; what a calendar holds is in `closed`. */
  heldAsWell: z.array(z.object({ key: z.string(), title: z.string() })),
  /** The run that has taken the place of this one, and has closed its gates so. */
  supersededBy: queuedBehindSchema.optional(),
  /** Later runs of the line that are under way. */
  runsBehind: z.array(z.object({ run: z.string(), number: z.number().int() })),
  people: z.array(
    z.object({
      person: personSchema,
      role: roleSchema,
      teams: z.array(z.string()),
      /** `may-vote`, how they voted, or why they may not. */
      standing: z.enum(standings),
      at: z.string().optional(),
      /** When a scheduled approval begins to count. */
      notBefore: z.string().optional(),
      comment: z.string().optional(),
    }),
  ),
  approvals: z.number().int(),
  closesAt: z.string().optional(),
  /** When enough approvals count, if some of them are scheduled. */
  passesAt: z.string().optional(),
  closed: closedSchema.optional(),
  evidence: evidenceSchema.optional(),
  /** How it ended in earlier runs, newest first. */
  earlier: z.array(earlierGateSchema).optional(),
})
export type GateView = z.infer<typeof gateViewSchema>

export const listGates = endpoint({
  name: 'listGates',
  method: 'GET',
  path: '/apis/v1/projects/:project/gates',
  access: 'project.read',
  summary: 'Gates that wait for a person, oldest first',
  answer: 'json',
  query: z.object({ mine: z.enum(['0', '1']).default('0') }),
  response: z.object({ gates: z.array(gateViewSchema.omit({ evidence: true, earlier: true })) }),
})

export const readGate = endpoint({
  name: 'readGate',
  method: 'GET',
  path: '/apis/v1/projects/:project/runs/:run/gates/:gate',
  access: 'project.read',
  summary: 'A gate with its evidence, compared with what runs now',
  answer: 'json',
  response: gateViewSchema,
})
