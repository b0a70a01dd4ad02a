import { z } from 'zod'
import type { PipelineRun } from '../pipeline.ts'

/** Metadata of a run as written in files. */
export const metadataSchema = z.looseObject({
  name: z.string().optional(),
  generateName: z.string().optional(),
  namespace: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
})

/** Metadata of a run that is decided when it starts. */
export interface RunIdentity {
  /** Chooses the name of a run that has a `generateName`. */
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

/** Turns the name of an object into a valid task name. */
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
