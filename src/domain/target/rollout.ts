import { z } from 'zod'

/** Where a version comes from, for people: run, stage, commit or number, stage digest, and who asked for it. */
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

/** State of a rollout; while it is `progressing`, the previous version still serves. */
export const rolloutStateSchema = z.enum(['progressing', 'ready', 'failed'])

/** Addresses of Services on this machine. */
export const urlsSchema = z.array(z.object({ service: z.string(), url: z.string() }).readonly()).readonly()

export const replicaStatusSchema = z
  .object({
    name: z.string(),
    /** The Kubernetes Deployment that it belongs to. */
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

/** A resource of a Deployment, with its state if known. */
export const liveResourceSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  /** Replicas of a workload: how many are ready, and how many its manifest wants. */
  replicas: z.object({ ready: z.number().int(), wanted: z.number().int() }).exactOptional(),
  /** Address of a Service. */
  url: z.string().exactOptional(),
})
/** A Kubernetes object that exists in a Deployment now, with its state as far as the target reports it. */
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
/** One rollout in the history; `imageDigest` lists several images separated by commas. */
export type RolloutHistoryEntry = z.infer<typeof rolloutHistoryEntrySchema>

/** The version that runs in a Deployment, as pages get it. */
export const deliveredSchema = z.object({
  origin: rolloutOriginSchema,
  imageDigest: z.string(),
  since: z.string(),
  replicas: z.array(replicaStatusSchema).readonly(),
  wanted: z.number().int(),
  urls: urlsSchema,
})
