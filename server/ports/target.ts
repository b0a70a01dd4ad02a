import type { Finding, Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'
import type {
  DeploymentHistory,
  RolloutRequest,
  RolloutStatus,
  RunningVersion,
  SecretsWanted,
  TargetRef,
} from '#domain/target/target-messages.ts'
import type { SecretValue } from '#domain/tekton/launch/task-launch.ts'

/** The provisioning target of kind `local`: runs Kubernetes Deployments and Services as supervised processes (decision 6). */
export interface LocalTarget {
  /** Returns findings for everything in the manifests that the target cannot honour, by name and field path; none if it can deploy them. */
  validate(documents: readonly string[]): readonly Finding[]
  rollOut(request: RolloutRequest): Promise<Result<{ readonly id: string }, Problem>>
  /** Waits at most `waitMs` for the rollout to end, then returns its state; undefined for an unknown id. */
  rollout(id: string, waitMs: number): Promise<RolloutStatus | undefined>
  running(project: string): Promise<readonly RunningVersion[]>
  /** The rollouts of every Deployment of the project that ever had one, even if nothing runs there. */
  history(project: string): Promise<readonly DeploymentHistory[]>
  /** URL of a Service, stable and known before anything runs there. */
  serviceUrl(project: string, environment: string, service: string): Promise<string>
  /** Bytes of the application's own log (CRI lines of all replicas, in order), from a byte offset. */
  log(target: TargetRef, from: number, follow: boolean, signal: AbortSignal): AsyncIterable<Uint8Array>
  /** Stops and forgets what runs there; keeps the history. */
  remove(target: TargetRef): Promise<void>
  /** Deployments of all projects that, after a restart of the target, cannot start until their secret values are supplied. */
  secretsWanted(): Promise<readonly SecretsWanted[]>
  /** Supplies the values that `secretsWanted` asked for; the target keeps them in memory only. */
  supplySecrets(target: TargetRef, secrets: readonly SecretValue[]): Promise<void>
}

/** Content-addressed store of packaged applications; a digest is `sha256:<hex>` of the archive's bytes. */
export interface ImageStore {
  /** Stores a tar.gz; bad archives (no `linewright-image.json`, paths that leave the archive, links to outside) are refused. */
  put(
    archive: ReadableStream<Uint8Array>,
  ): Promise<Result<{ readonly digest: string; readonly bytes: number }, Problem>>
  has(digest: string): Promise<boolean>
  /** All archives; `storedAt` is the last time that the same one was stored, in milliseconds since 1970. */
  kept(): Promise<readonly { readonly digest: string; readonly bytes: number; readonly storedAt: number }[]>
  remove(digest: string): Promise<void>
}
