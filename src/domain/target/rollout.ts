import { z } from 'zod'

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

/** Where a rollout stands; while it is `progressing` the version before it serves. */
export const rolloutStateSchema = z.enum(['progressing', 'ready', 'failed'])

/** Where Services answer, on this machine. */
export const urlsSchema = z.array(z.object({ service: z.string(), url: z.string() }).readonly()).readonly()

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

/** A resource of a Deployment, with what has become of it where that is known. */
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

/** What pages are told of the version that runs in a Deployment. */
export const deliveredSchema = z.object({
  origin: rolloutOriginSchema,
  imageDigest: z.string(),
  since: z.string(),
  replicas: z.array(replicaStatusSchema).readonly(),
  wanted: z.number().int(),
  urls: urlsSchema,
})
