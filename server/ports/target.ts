import type { Finding, Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'
import type { SecretValue } from '#domain/tekton/task-launch.ts'

/** Where something is rolled out to: one Deployment (application x environment) of a project. */
export interface TargetRef {
  readonly project: string
  readonly application: string
  readonly deployment: string
  readonly environment: string
}

export interface RolloutRequest {
  readonly target: TargetRef
  /** Kubernetes manifests as YAML texts, the frozen ones of the stage. */
  readonly documents: readonly string[]
  /** Values of the `secretKeyRef`s in the manifests; held in memory and in the environment of the processes only. */
  readonly secrets: readonly SecretValue[]
  /** What this version is, for people: run number, stage, commit, digest of the stage. */
  readonly origin: {
    readonly run: string
    readonly attempt: number
    readonly stage: string
    readonly version: string
    readonly stageDigest: string
    readonly by: string
  }
  /** Rolling out again with the same key answers the first rollout. */
  readonly idempotencyKey: string
}

export interface RolloutStatus {
  readonly id: string
  readonly state: 'progressing' | 'ready' | 'failed'
  /** One English sentence: what happened, and on failure what keeps serving. */
  readonly message: string
  readonly urls: readonly { readonly service: string; readonly url: string }[]
  readonly replicas: { readonly ready: number; readonly wanted: number }
  readonly events: readonly { readonly at: string; readonly text: string }[]
}

export interface ReplicaStatus {
  readonly name: string
  readonly state: 'starting' | 'ready' | 'not-ready' | 'stopping' | 'exited'
  readonly port?: number
  readonly pid?: number
  readonly restarts: number
  readonly startedAt: string
  readonly message?: string
}

/** What runs in a Deployment now. */
export interface RunningVersion {
  readonly target: TargetRef
  readonly origin: RolloutRequest['origin']
  readonly imageDigest: string
  readonly since: string
  readonly replicas: readonly ReplicaStatus[]
  readonly wanted: number
  readonly urls: readonly { readonly service: string; readonly url: string }[]
  /** The manifests that are live now: a gate shows the difference to these. */
  readonly documents: readonly string[]
  readonly history: readonly {
    readonly origin: RolloutRequest['origin']
    readonly imageDigest: string
    readonly at: string
    readonly state: RolloutStatus['state']
    readonly message: string
  }[]
}

/** The provisioning target of kind `local`: runs Kubernetes Deployments and Services as supervised processes (design 5.8). */
export interface LocalTarget {
  /** Everything in the manifests that the target cannot honour, by name and field path; empty when it can. */
  validate(documents: readonly string[]): readonly Finding[]
  rollOut(request: RolloutRequest): Promise<Result<{ readonly id: string }, Problem>>
  /** Waits at most `waitMs` for the rollout to end, then answers its state; undefined for an unknown id. */
  rollout(id: string, waitMs: number): Promise<RolloutStatus | undefined>
  running(project: string): Promise<readonly RunningVersion[]>
  /** URL of a Service, stable and known before anything runs there. */
  serviceUrl(project: string, environment: string, service: string): Promise<string>
  /** Bytes of the application's own log (CRI lines of all replicas, in order), from a byte offset. */
  log(target: TargetRef, from: number, follow: boolean, signal: AbortSignal): AsyncIterable<Uint8Array>
  /** Stops and forgets what runs there; the history stays. */
  remove(target: TargetRef): Promise<void>
}

/** Content-addressed store of packaged applications; a digest is `sha256:<hex>` of the archive's bytes. */
export interface ImageStore {
  /** Stores a tar.gz; bad archives (no `linewright-image.json`, paths that leave the archive, links to outside) are refused. */
  put(archive: ReadableStream<Uint8Array>): Promise<Result<{ readonly digest: string; readonly bytes: number }, Problem>>
  has(digest: string): Promise<boolean>
}
