import { z } from 'zod'
import { lineOriginSchema } from '#domain/manifests/line-origins.ts'
import { runSchema } from '#domain/run/state.ts'
import { cancelModeSchema, storedRunEventSchema } from '#domain/run/events.ts'
import { snapshotSchema } from '#domain/run/snapshot.ts'
import { endpoint } from './endpoint.ts'

export const startRun = endpoint({
  name: 'startRun',
  method: 'POST',
  path: '/apis/v1/projects/:project/lines/:line/runs',
  access: 'run.start',
  summary: 'Freezes the published line with everything it refers to, and starts it',
  answer: 'json',
  body: z.object({
    inputs: z.record(z.string(), z.string()),
    note: z.string().max(500).default(''),
    /** Version number of the line that the person saw; by default the newest. */
    version: z.number().int().positive().optional(),
    /** The same key never starts two runs. */
    idempotencyKey: z.string().min(8).max(100),
  }),
  response: runSchema,
  status: 201,
  audit: ['note', 'version'],
})

export const readRun = endpoint({
  name: 'readRun',
  method: 'GET',
  path: '/apis/v1/projects/:project/runs/:run',
  access: 'project.read',
  summary: 'A run as folded from its events; `sequence` is the cursor for the event stream',
  answer: 'json',
  response: runSchema,
})

/**
 * Leaves out manifests that the modules no longer render to the same text, so that origins are always true of what was
 * applied.
 */
export const traceStageRun = endpoint({
  name: 'traceStageRun',
  method: 'GET',
  path: '/apis/v1/projects/:project/runs/:run/stages/:stage/origins',
  access: 'project.read',
  summary: 'Where the lines of the manifests that a stage of a run froze come from',
  answer: 'json',
  response: z.object({ manifests: z.array(z.object({ path: z.string(), origins: z.array(lineOriginSchema) })) }),
})

export const readSnapshot = endpoint({
  name: 'readSnapshot',
  method: 'GET',
  path: '/apis/v1/projects/:project/runs/:run/snapshot',
  access: 'project.read',
  summary: 'What the run froze at its start',
  answer: 'json',
  response: snapshotSchema,
})

/**
 * The event id is the sequence; resume with `Last-Event-ID` or `after`. After a while, or when the token expires, the
 * stream ends with an event `end`.
 */
export const streamRunEvents = endpoint({
  name: 'streamRunEvents',
  method: 'GET',
  path: '/apis/v1/projects/:project/runs/:run/events',
  access: 'project.read',
  summary: 'Events of a run as server-sent events, from a cursor, then live',
  answer: 'events',
  query: z.object({ after: z.coerce.number().int().nonnegative().optional() }),
  response: storedRunEventSchema,
})

export const cancelRun = endpoint({
  name: 'cancelRun',
  method: 'POST',
  path: '/apis/v1/projects/:project/runs/:run/cancel',
  access: 'run.cancel',
  summary: 'Cancels a run: at once, with its finally tasks, or after what runs now',
  answer: 'json',
  body: z.object({
    mode: cancelModeSchema.default('CancelledRunFinally'),
  }),
  response: runSchema,
  status: 202,
  audit: ['mode'],
})

/**
 * Retries even if conditions have changed, as `readRetry` reports. What a snapshot proves to differ is refused anyway.
 */
const anywaySchema = z.boolean().default(false)

export const retryRun = endpoint({
  name: 'retryRun',
  method: 'POST',
  path: '/apis/v1/projects/:project/runs/:run/retry',
  access: 'run.start',
  summary: 'A new attempt from the failed tasks, with the same snapshot; finished work is kept',
  answer: 'json',
  body: z.object({ anyway: anywaySchema }),
  response: runSchema,
  status: 202,
  audit: ['anyway'],
})

export const restartRun = endpoint({
  name: 'restartRun',
  method: 'POST',
  path: '/apis/v1/projects/:project/runs/:run/restart',
  access: 'run.start',
  summary: 'A new attempt of an ended run with the same snapshot: a stage and everything after it run again, whole',
  answer: 'json',
  body: z.object({ from: z.string(), anyway: anywaySchema }),
  response: runSchema,
  status: 202,
  audit: ['from', 'anyway'],
})

/** Bytes of one step's log in CRI line format. `X-Log-Complete: true` says that no more will come. */
export const readLog = endpoint({
  name: 'readLog',
  method: 'GET',
  path: '/apis/v1/projects/:project/logs/:taskRun/:retry/:step',
  access: 'project.read',
  summary: 'A step log as bytes, from a byte offset, followed while the step runs when asked',
  answer: 'bytes',
  query: z.object({
    from: z.coerce.number().int().nonnegative().default(0),
    /** Where the part ends; only for logs that are not followed. */
    to: z.coerce.number().int().nonnegative().optional(),
    follow: z.enum(['0', '1']).default('0'),
  }),
  response: z.unknown(),
})
