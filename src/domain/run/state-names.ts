import { z } from 'zod'

/** States of a run; in a file of their own, because lists need nothing else of a run. */
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
