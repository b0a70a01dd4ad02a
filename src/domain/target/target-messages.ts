import { z } from 'zod'
import {
  deliveredSchema,
  rolloutHistoryEntrySchema,
  rolloutOriginSchema,
  rolloutStateSchema,
  urlsSchema,
} from './rollout.ts'

// Messages between the platform and a target; pages do not see them.

const plainName = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'must be a plain name of letters, digits and hyphens')

/** The place of a rollout: one Deployment (application x environment) of a project. */
export const targetRefSchema = z
  .object({ project: plainName, application: plainName, deployment: plainName, environment: plainName })
  .readonly()
export type TargetRef = z.infer<typeof targetRefSchema>

const secretSchema = z.object({ name: z.string(), key: z.string(), value: z.string() }).readonly()

export const rolloutRequestSchema = z
  .object({
    target: targetRefSchema,
    /** The stage's frozen Kubernetes manifests as YAML texts. */
    documents: z.array(z.string()).readonly(),
    /** Values of the `secretKeyRef`s in the manifests; kept only in memory and in the environment of the processes. */
    secrets: z.array(secretSchema).readonly(),
    origin: rolloutOriginSchema,
    /** A second rollout with the same key returns the first one. */
    idempotencyKey: z.string().min(1),
  })
  .readonly()
export type RolloutRequest = z.infer<typeof rolloutRequestSchema>

export const rolloutStatusSchema = z
  .object({
    id: z.string(),
    state: rolloutStateSchema,
    /** One English sentence: what happened and, after a failure, which version still serves. */
    message: z.string(),
    urls: urlsSchema,
    replicas: z.object({ ready: z.number().int(), wanted: z.number().int() }).readonly(),
    events: z.array(z.object({ at: z.string(), text: z.string() }).readonly()).readonly(),
  })
  .readonly()
export type RolloutStatus = z.infer<typeof rolloutStatusSchema>

export const runningVersionSchema = deliveredSchema
  .extend({
    target: targetRefSchema,
    /** The live manifests, which a gate compares with the new ones. */
    documents: z.array(z.string()).readonly(),
    /** Newest first, at most 200. */
    history: z.array(rolloutHistoryEntrySchema).readonly(),
  })
  .readonly()
/** What runs in a Deployment now. */
export type RunningVersion = z.infer<typeof runningVersionSchema>

export const deploymentHistorySchema = z
  .object({ target: targetRefSchema, history: z.array(rolloutHistoryEntrySchema).readonly() })
  .readonly()
/** All rollouts of a Deployment, newest first, even if nothing runs there (yet, or any more). */
export type DeploymentHistory = z.infer<typeof deploymentHistorySchema>

export const secretsWantedSchema = z
  .object({
    target: targetRefSchema,
    secrets: z.array(z.object({ name: z.string(), key: z.string(), optional: z.boolean() }).readonly()).readonly(),
  })
  .readonly()
/** A Deployment that needs its secret values again after a restart, since they are stored nowhere. */
export type SecretsWanted = z.infer<typeof secretsWantedSchema>
