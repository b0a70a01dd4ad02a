import { z } from 'zod'
import { appliedRuleSchema, gateRunSchema } from '#domain/run/gate-run.ts'
import { standings } from '#domain/gates/voting.ts'
import { personSchema } from '#domain/project.ts'
import { queuedBehindSchema } from '#domain/run/turns/queue.ts'
import { roleSchema } from '#domain/access/roles.ts'
import { endpoint } from './endpoint.ts'

/** Why the environment takes no release now: the gate cannot pass before `until`. */
export const closedSchema = z.object({
  environment: z.string(),
  why: z.enum(['freeze', 'outside-window']),
  title: z.string().optional(),
  until: z.string().optional(),
})

/** A gate as lists tell of it. */
export const gateSummarySchema = z.object({
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
  /** The run has ended: what has not opened never will. */
  hasEnded: z.boolean(),
  holds: z.array(z.string()),
  /** Whose stages those are. */
  applications: z.array(z.string()),
  waitsBehind: z.array(z.string()),
  /** Other gates that hold stages of this one and have not opened either; what a calendar holds is in `closed`. */
  heldAsWell: z.array(z.object({ key: z.string(), title: z.string() })),
  /** Gates that wait with nothing but what this one shows, a calendar included: an emergency here may open them in the same act. */
  opensToo: z.array(z.object({ key: z.string(), title: z.string() })),
  /** The run that has taken the place of this one, and has closed its gates so. */
  supersededBy: queuedBehindSchema.optional(),
  /** Later runs of the line that are under way. */
  runsBehind: z.array(z.object({ run: z.string(), number: z.number().int() })),
  people: z.array(
    z.object({
      person: personSchema,
      /** Absent for somebody who has voted and is no member any more. */
      role: roleSchema.optional(),
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
})
export type GateSummary = z.infer<typeof gateSummarySchema>

export const listGates = endpoint({
  name: 'listGates',
  method: 'GET',
  path: '/apis/v1/projects/:project/gates',
  access: 'project.read',
  summary: 'Gates that wait for a person, oldest first, and the proposals that the caller may merge',
  answer: 'json',
  query: z.object({ mine: z.enum(['0', '1']).default('0') }),
  response: z.object({
    gates: z.array(gateSummarySchema),
    proposals: z.array(
      z.object({
        id: z.string(),
        message: z.string(),
        author: z.object({ id: z.string(), name: z.string() }),
        at: z.string(),
      }),
    ),
  }),
})
