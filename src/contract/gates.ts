import { z } from 'zod'
import { appliedRuleSchema, gateRunSchema } from '#domain/run/gate-run.ts'
import { standings } from '#domain/gates/voting.ts'
import { personSchema } from '#domain/project.ts'
import { queuedBehindSchema } from '#domain/run/turns/queue.ts'
import { roleSchema } from '#domain/access/roles.ts'
import { endpoint } from './endpoint.ts'

/** Why the environment takes no release now; the gate cannot pass before `until`. */
export const closedSchema = z.object({
  environment: z.string(),
  why: z.enum(['freeze', 'outside-window']),
  title: z.string().optional(),
  until: z.string().optional(),
})

/** A gate in a list. */
export const gateSummarySchema = z.object({
  /** Key of the gate within its run: the name of a line's gate, or `<environment>:<name>`. */
  key: z.string(),
  /** Demanded by the environment, for every line. */
  live: z.boolean(),
  run: z.string(),
  number: z.number().int(),
  line: z.string(),
  note: z.string(),
  requestedBy: z.object({ id: z.string(), name: z.string() }),
  /** Who created the token of the requesting machine. */
  behind: z.object({ id: z.string(), name: z.string() }).optional(),
  environment: z.string(),
  definition: appliedRuleSchema,
  gate: gateRunSchema,
  /** The run has ended, so a gate that is still closed never opens. */
  hasEnded: z.boolean(),
  holds: z.array(z.string()),
  /** The applications of those stages. */
  applications: z.array(z.string()),
  waitsBehind: z.array(z.string()),
  /** Other closed gates that hold stages of this one, except calendars, which are in `closed`. */
  heldAsWell: z.array(z.object({ key: z.string(), title: z.string() })),
  /** Gates whose stages this one shows completely, calendars included: a bypass may open them in the same act. */
  opensToo: z.array(z.object({ key: z.string(), title: z.string() })),
  /** The run that has replaced this one and thereby closed its gates. */
  supersededBy: queuedBehindSchema.optional(),
  /** Later live runs of the line. */
  runsBehind: z.array(z.object({ run: z.string(), number: z.number().int() })),
  people: z.array(
    z.object({
      person: personSchema,
      /** Absent for a voter who is no longer a member. */
      role: roleSchema.optional(),
      teams: z.array(z.string()),
      /** `may-vote`, how they voted, or why they may not. */
      standing: z.enum(standings),
      at: z.string().optional(),
      /** When a scheduled approval takes effect. */
      notBefore: z.string().optional(),
      comment: z.string().optional(),
    }),
  ),
  approvals: z.number().int(),
  closesAt: z.string().optional(),
  /** When enough approvals will have taken effect, if some are scheduled. */
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
