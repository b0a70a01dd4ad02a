import { z } from 'zod'

/** States of a run; apart from the run itself, because lists need no more. */
export const runStateSchema = z.enum([
  'running',
  'queued',
  'needs-approval',
  'failing',
  'cancelling',
  'succeeded',
  'failed',
  'cancelled',
  'superseded',
])
export type RunStateName = z.infer<typeof runStateSchema>
