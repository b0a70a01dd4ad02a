import { z } from 'zod'

const plainName = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'must be a plain name of letters, digits and hyphens')

/** Where something is rolled out to: one Deployment (application x environment) of a project. */
export const targetRefSchema = z
  .object({ project: plainName, application: plainName, deployment: plainName, environment: plainName })
  .readonly()
export type TargetRef = z.infer<typeof targetRefSchema>

/** What a version is, for people: run, stage, commit or number, digest of the stage, who asked for it. */
export const rolloutOriginSchema = z
  .object({
    run: z.string(),
    /** The run's number in its line, for people. */
    number: z.number().int().optional(),
    attempt: z.number().int(),
    stage: z.string(),
    version: z.string(),
    stageDigest: z.string(),
    by: z.string(),
  })
  .readonly()
export type RolloutOrigin = z.infer<typeof rolloutOriginSchema>

const secretSchema = z.object({ name: z.string(), key: z.string(), value: z.string() }).readonly()

export const rolloutRequestSchema = z
  .object({
    target: targetRefSchema,
    /** Kubernetes manifests as YAML texts, the frozen ones of the stage. */
    documents: z.array(z.string()).readonly(),
    /** Values of the `secretKeyRef`s in the manifests; held in memory and in the environment of the processes only. */
    secrets: z.array(secretSchema).readonly(),
    origin: rolloutOriginSchema,
    /** Rolling out again with the same key answers the first rollout. */
    idempotencyKey: z.string().min(1),
  })
  .readonly()
export type RolloutRequest = z.infer<typeof rolloutRequestSchema>

export const rolloutStateSchema = z.enum(['progressing', 'ready', 'failed'])

const urlsSchema = z.array(z.object({ service: z.string(), url: z.string() }).readonly()).readonly()

export const rolloutStatusSchema = z
  .object({
    id: z.string(),
    state: rolloutStateSchema,
    /** One English sentence: what happened, and on failure what keeps serving. */
    message: z.string(),
    urls: urlsSchema,
    replicas: z.object({ ready: z.number().int(), wanted: z.number().int() }).readonly(),
    events: z.array(z.object({ at: z.string(), text: z.string() }).readonly()).readonly(),
  })
  .readonly()
export type RolloutStatus = z.infer<typeof rolloutStatusSchema>

export const replicaStatusSchema = z
  .object({
    name: z.string(),
    /** The Kubernetes Deployment that it is one of. */
    workload: z.string(),
    state: z.enum(['starting', 'ready', 'not-ready', 'stopping', 'exited']),
    port: z.number().int().exactOptional(),
    pid: z.number().int().exactOptional(),
    restarts: z.number().int(),
    startedAt: z.string(),
    message: z.string().exactOptional(),
  })
  .readonly()
export type ReplicaStatus = z.infer<typeof replicaStatusSchema>

export const liveResourceSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  /** Replicas of a workload: those that serve, and those that its manifest wants. */
  replicas: z.object({ ready: z.number().int(), wanted: z.number().int() }).exactOptional(),
  /** Where a Service answers. */
  url: z.string().exactOptional(),
})
/** A Kubernetes object that stands in a Deployment now, with as much of its state as the target tells. */
export type LiveResource = z.infer<typeof liveResourceSchema>

export const rolloutHistoryEntrySchema = z
  .object({
    origin: rolloutOriginSchema,
    imageDigest: z.string(),
    at: z.string(),
    state: rolloutStateSchema,
    message: z.string(),
  })
  .readonly()
/** One rollout as the history keeps it; `imageDigest` names several images with commas between them. */
export type RolloutHistoryEntry = z.infer<typeof rolloutHistoryEntrySchema>

export const runningVersionSchema = z
  .object({
    target: targetRefSchema,
    origin: rolloutOriginSchema,
    imageDigest: z.string(),
    since: z.string(),
    replicas: z.array(replicaStatusSchema).readonly(),
    wanted: z.number().int(),
    urls: urlsSchema,
    /** The manifests that are live now: a gate shows the difference to these. */
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
/** Every rollout of a Deployment, newest first, also where nothing runs (yet, or any more). */
export type DeploymentHistory = z.infer<typeof deploymentHistorySchema>

export const secretsWantedSchema = z
  .object({
    target: targetRefSchema,
    secrets: z.array(z.object({ name: z.string(), key: z.string(), optional: z.boolean() }).readonly()).readonly(),
  })
  .readonly()
/** A Deployment that waits for its secret values after a restart, since they are kept nowhere. */
export type SecretsWanted = z.infer<typeof secretsWantedSchema>
