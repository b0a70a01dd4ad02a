import { z } from 'zod'
import { runStateSchema } from '#domain/run/state-names.ts'
import { endpoint } from './endpoint.ts'

/** A run as lists show it; times are ISO 8601. */
export const runSummarySchema = z.object({
  id: z.string(),
  line: z.string(),
  number: z.number().int(),
  state: runStateSchema,
  note: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  attempt: z.number().int(),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  /** Environments that a succeeded stage has delivered to, in board order. */
  reached: z.array(z.string()),
  /** Environments in which some stage has begun. */
  environments: z.array(z.string()),
  /** Milliseconds of work in this attempt, without waiting for people, up to `workedAt`; it goes on while `isWorking`. */
  worked: z.number(),
  workedAt: z.string(),
  isWorking: z.boolean(),
  /** How long runs of the line usually work: the median of earlier successes. */
  usual: z.number().optional(),
  /** The run whose version it brings back. */
  rollback: z.object({ run: z.string(), number: z.number().int(), stage: z.string() }).optional(),
  stages: z.array(
    z.object({
      stage: z.string(),
      state: z.string(),
      environment: z.string(),
      /** How long it worked, once it has ended. */
      milliseconds: z.number().optional(),
    }),
  ),
  /** The commits that it delivers, those of its first stages first; absent in summaries from before they were kept. */
  commits: z
    .array(
      z.object({
        commit: z.string(),
        /** The branch, tag or commit that was asked for. */
        revision: z.string(),
        subject: z.string().optional(),
        at: z.string().optional(),
      }),
    )
    .optional(),
  results: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Some gate of it was opened past its rules. */
  emergency: z.boolean().optional(),
})
export type RunSummary = z.infer<typeof runSummarySchema>

/** How long a run has worked by a moment, both in milliseconds: a summary is older than that, and work may have gone on. */
export function workedBy(
  { worked, workedAt, isWorking }: Pick<RunSummary, 'worked' | 'workedAt' | 'isWorking'>,
  now: number,
): number {
  return worked + (isWorking ? Math.max(0, now - Date.parse(workedAt)) : 0)
}

function commaList<T extends z.ZodType<string, string>>(item: T) {
  return z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(item).max(200))
}

export const listRuns = endpoint({
  name: 'listRuns',
  method: 'GET',
  path: '/apis/v1/projects/:project/runs',
  access: 'project.read',
  summary: 'Runs, newest first, narrowed by everything that is given',
  answer: 'json',
  query: z.object({
    line: z.string().optional(),
    /** One or more states with commas between them. */
    state: commaList(runStateSchema).optional(),
    /** An environment in which some stage has begun. */
    environment: z.string().optional(),
    /** Id of the person who started it. */
    by: z.string().optional(),
    /** Started at or after. */
    from: z.iso.datetime().optional(),
    /** Started before. */
    until: z.iso.datetime().optional(),
    /** Words of line, number, note or name. */
    text: z.string().max(200).optional(),
    /** Ids with commas between them. */
    runs: commaList(z.string()).optional(),
    before: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({
    runs: z.array(runSummarySchema),
    next: z.string().optional(),
    /** How many there are in all; on the first page only. */
    total: z.number().int().optional(),
    /** Runs that are not in the list yet, the oldest ones: it is being rebuilt. */
    left: z.number().int().optional(),
  }),
})
