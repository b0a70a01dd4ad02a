import { z } from 'zod'
import type { PipelineRun } from '../pipeline.ts'

/** Metadata of a run as files write it. */
export const metadataSchema = z.looseObject({
  name: z.string().optional(),
  generateName: z.string().optional(),
  namespace: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
})

/** What of a run is decided when it starts. */
export interface RunIdentity {
  /** Chooses the name of a run that is written with `generateName`. */
  readonly nameAfter: (prefix: string) => string
  readonly uid: string
  readonly createdAt: string
}

/** The metadata that a run starts with. */
export function metadataOf(
  { name, generateName, ...metadata }: z.infer<typeof metadataSchema>,
  { nameAfter, uid, createdAt }: RunIdentity,
): PipelineRun['metadata'] {
  return {
    ...metadata,
    name: name ?? nameAfter(generateName ?? 'run-'),
    namespace: metadata.namespace ?? 'default',
    uid,
    creationTimestamp: createdAt,
  }
}

/** A name that tasks may have, from one that objects may have. */
export function nameOfTask(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40)
      .replace(/-+$/, '') || 'task'
  )
}
