import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { imageConfigFile, imageConfigSchema, imageFolder, type ImageConfig } from '#domain/target/image.ts'
import type { TargetPlan, WorkloadPlan } from '#domain/target/target-plan.ts'
import type { SecretValue } from '#domain/tekton/launch/task-launch.ts'
import { maskPatterns } from '../logging/masker.ts'
import type { DeploymentLog } from './deployment-log.ts'
import { startReplica, type Replica } from './replica.ts'
import type { Sandbox } from './sandbox.ts'

/** All replicas of one version of a Deployment. */
export interface Release {
  readonly plan: TargetPlan
  readonly replicas: readonly Replica[]
  wanted(): number
  ready(): number
  /** Stops its replicas, each after its own grace period or after `atMostMs`. */
  stop(atMostMs?: number): Promise<void>
}

const failuresThatAreEnough = 3

/** Reads the configuration of every image of the plan; fails with the first image that is not in the store. */
export function readImages(plan: TargetPlan, images: string): Result<ReadonlyMap<string, ImageConfig>, Problem> {
  const found = new Map<string, ImageConfig>()
  for (const { name, imageDigest } of plan.workloads) {
    try {
      const value: unknown = JSON.parse(readFileSync(join(images, imageFolder(imageDigest), imageConfigFile), 'utf8'))
      found.set(imageDigest, imageConfigSchema.parse(value))
    } catch {
      return err(
        problem('not-found', `The image ${imageDigest} of ${name} is not in this installation's image store`, {
          fix: 'Run the build stage again: it stores the image',
          place: { document: `Deployment/${name}`, path: 'spec.template.spec.containers[0].image' },
        }),
      )
    }
  }
  return ok(found)
}

/** Finds the first secret that the plan needs but `secrets` lacks. */
export function missingSecret(plan: TargetPlan, secrets: readonly SecretValue[]): Problem | undefined {
  for (const workload of plan.workloads) {
    for (const variable of workload.env) {
      if (variable.kind !== 'secret' || variable.optional || find(secrets, variable.secret, variable.key) !== undefined)
        continue
      return problem(
        'missing-parameter',
        `The secret ${variable.secret} has no key ${variable.key}, which ${variable.name} of ${workload.name} needs`,
        {
          fix: 'Set the secret for this environment, then run the stage again',
          place: { document: `Deployment/${workload.name}`, path: 'spec.template.spec.containers[0].env' },
        },
      )
    }
  }
  return undefined
}

/** Starts every replica of a version. */
export function startRelease(options: {
  readonly plan: TargetPlan
  readonly configs: ReadonlyMap<string, ImageConfig>
  readonly images: string
  readonly secrets: readonly SecretValue[]
  readonly sandbox: Sandbox
  readonly log: DeploymentLog
  onChange(): void
}): Release {
  const { plan, configs, secrets } = options
  const mark = randomBytes(3).toString('hex')
  const patterns = maskPatterns(secrets)
  const replicas = plan.workloads.flatMap((workload) => {
    const config = configs.get(workload.imageDigest)
    // As in Kubernetes: the manifest's command replaces the image's, and its arguments are appended.
    const argv = [...(workload.command ?? config?.command ?? []), ...workload.args]
    return Array.from({ length: workload.replicas }, (_, index) => {
      const name = `${workload.name}-${mark}-${index + 1}`
      return startReplica({
        name,
        workload,
        argv,
        image: join(options.images, imageFolder(workload.imageDigest)),
        workingDir: workload.workingDir ?? config?.workingDir ?? '.',
        env: environment(workload, name, secrets),
        patterns,
        sandbox: options.sandbox,
        log: options.log,
        onChange: () => options.onChange(),
      })
    })
  })
  return {
    plan,
    replicas,
    wanted: () => replicas.length,
    ready: () => replicas.filter((replica) => isAvailable(plan, replica)).length,
    stop: async (atMostMs) => {
      await Promise.all(replicas.map((replica) => replica.stop(atMostMs)))
    },
  }
}

/** Why a release can no longer become ready, or what it still waits for; undefined if there is nothing to say. */
export function troubleOf(release: Release): { readonly final: boolean; readonly text: string } | undefined {
  for (const replica of release.replicas) {
    const { name, message } = replica.status()
    if (replica.failuresBeforeReady() >= failuresThatAreEnough) {
      return {
        final: true,
        text: `${name} ended ${replica.failuresBeforeReady()} times before it was ready: ${message ?? 'no reason given'}`,
      }
    }
  }
  const waiting = release.replicas.find((replica) => !isAvailable(release.plan, replica))
  if (waiting === undefined) return undefined
  const { name, message } = waiting.status()
  return { final: false, text: `${name}: ${message ?? 'it has not answered yet'}` }
}

function isAvailable(plan: TargetPlan, replica: Replica): boolean {
  const least = plan.workloads.find(({ name }) => name === replica.workload)?.minReadySeconds ?? 0
  return replica.readyFor() > least * 1000
}

function environment(
  workload: WorkloadPlan,
  replica: string,
  secrets: readonly SecretValue[],
): Readonly<Record<string, string>> {
  const env: Record<string, string> = {}
  for (const variable of workload.env) {
    if (variable.kind === 'text') env[variable.name] = variable.value
    else if (variable.kind === 'replica-name') env[variable.name] = replica
    else {
      const value = find(secrets, variable.secret, variable.key)
      if (value !== undefined) env[variable.name] = value
    }
  }
  return env
}

function find(secrets: readonly SecretValue[], name: string, key: string): string | undefined {
  return secrets.find((secret) => secret.name === name && secret.key === key)?.value
}
