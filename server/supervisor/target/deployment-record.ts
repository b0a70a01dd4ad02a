import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { rolloutOriginSchema, rolloutStateSchema } from '#domain/target/rollout.ts'
import { targetRefSchema, type TargetRef } from '#domain/target/target-messages.ts'
import { saidBy } from '#domain/said-by.ts'
import { writeJson } from './write-file.ts'

const rolloutRecordSchema = z.object({
  id: z.string(),
  idempotencyKey: z.string(),
  origin: rolloutOriginSchema,
  imageDigest: z.string(),
  at: z.string(),
  state: rolloutStateSchema,
  message: z.string(),
  wanted: z.number().int(),
  ready: z.number().int(),
  events: z.array(z.object({ at: z.string(), text: z.string() })),
})
/** The stored record of one rollout; no field holds a secret value. */
export type RolloutRecord = z.infer<typeof rolloutRecordSchema>

const deploymentRecordSchema = z.object({
  target: targetRefSchema,
  /** The manifests of the last successful rollout, which must run after restarts too. */
  live: z
    .object({
      rollout: z.string(),
      since: z.string(),
      documents: z.array(z.string()),
      origin: rolloutOriginSchema,
      imageDigest: z.string(),
    })
    .optional(),
  /** Newest first. */
  rollouts: z.array(rolloutRecordSchema),
})
export type DeploymentRecord = z.infer<typeof deploymentRecordSchema>

const historyLength = 200

/** Keeps one JSON file per Deployment below a folder. */
export function openDeploymentRecords(folder: string) {
  return {
    /** Reads all records; reports what is damaged or cannot be read and leaves it alone, so that one Deployment cannot keep the others from starting. */
    load(report: (sentence: string) => void): DeploymentRecord[] {
      const readable = <T>(path: string, read: () => T[]): T[] => {
        try {
          return read()
        } catch (error) {
          report(`${path} cannot be read: ${saidBy(error)}`)
          return []
        }
      }
      return readable(folder, () => filesBelow(folder)).flatMap((file) =>
        readable(file, () => [deploymentRecordSchema.parse(JSON.parse(readFileSync(file, 'utf8')))]),
      )
    },
    save(record: DeploymentRecord): void {
      record.rollouts.splice(historyLength)
      const { project, application, deployment } = record.target
      writeJson(join(folder, project, application, `${deployment}.json`), record)
    },
  }
}

/** The key of a Deployment, unique in the installation. */
export function targetKey(target: TargetRef): string {
  return `${target.project}/${target.application}/${target.deployment}`
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => join(folder, name))
}
