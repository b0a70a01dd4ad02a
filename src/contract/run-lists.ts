import { z } from 'zod'
import { runStateSchema } from '#domain/run/state-names.ts'
import { endpoint } from './endpoint.ts'

/** A run in a list; times are ISO 8601. */
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
  /** Environments in which a stage has begun. */
  environments: z.array(z.string()),
  /**
   * Milliseconds of work in this attempt, without waiting for people, up to `workedAt`; still counting while
   * `isWorking`.
   */
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
  /** The commits that it delivers, in the order of its stages; absent in old summaries. */
  commits: z
    .array(
      z.object({
        commit: z.string(),
        /** The requested branch, tag or commit. */
        revision: z.string(),
        subject: z.string().optional(),
        at: z.string().optional(),
      }),
    )
    .optional(),
  results: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Whether one of its gates was bypassed. */
  emergency: z.boolean().optional(),
})
export type RunSummary = z.infer<typeof runSummarySchema>

/** How long a run has worked up to a time, both in milliseconds; extrapolates from the summary while work goes on. */
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
    /** One or more states, separated by commas. */
    state: commaList(runStateSchema).optional(),
    /** An environment in which a stage has begun. */
    environment: z.string().optional(),
    /** Id of the person who started it. */
    by: z.string().optional(),
    /** Started at or after this time. */
    from: z.iso.datetime().optional(),
    /** Started before this time. */
    until: z.iso.datetime().optional(),
    /** Words of line, number, note or name. */
    text: z.string().max(200).optional(),
    /** Ids, separated by commas. */
    runs: commaList(z.string()).optional(),
    before: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({
    runs: z.array(runSummarySchema),
    next: z.string().optional(),
    /** The number of all matching runs; on the first page only. */
    total: z.number().int().optional(),
    /** The oldest runs that are not in the list yet, while it is being rebuilt. */
    left: z.number().int().optional(),
  }),
})
