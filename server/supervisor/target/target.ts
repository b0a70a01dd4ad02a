import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { Problem } from '#domain/problem.ts'
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
import { probeExecutors } from '../executors/probe.ts'
import { killMarked } from '../executors/process-table.ts'
import { createCriClock } from '../logging/cri-clock.ts'
import { createDeployment, type DeployedApplication, type DeploymentTools } from './deployed-application.ts'
import { openDeploymentLog } from './deployment-log.ts'
import { openDeploymentRecords, targetKey } from './deployment-record.ts'
import { createBwrapSandbox, createProcessSandbox } from './sandbox.ts'
import { openServicePorts } from './service-ports.ts'
import { openServices } from './services.ts'

/** The local target inside the supervisor; the server's `LocalTarget` port reaches it through a socket. */
export interface Target {
  readonly isolation: 'bwrap' | 'process'
  rollOut(request: RolloutRequest): Promise<Result<{ readonly id: string }, Problem>>
  rollout(id: string, waitMs: number): Promise<RolloutStatus | undefined>
  running(project: string): Promise<readonly RunningVersion[]>
  history(project: string): Promise<readonly DeploymentHistory[]>
  serviceUrl(project: string, environment: string, service: string): Promise<string>
  log(target: TargetRef, from: number, follow: boolean, signal: AbortSignal): AsyncIterable<Uint8Array>
  remove(target: TargetRef): Promise<void>
  secretsWanted(): readonly SecretsWanted[]
  supplySecrets(target: TargetRef, secrets: readonly SecretValue[]): void
  /** Stops every application in order and frees the ports; the next start runs the same ones. */
  stop(): Promise<void>
}

export interface TargetOptions {
  readonly dataDir: string
  /** How to isolate applications; probed by default. */
  readonly isolation?: 'bwrap' | 'process'
  /** How long applications may take to end when the target stops, in milliseconds. */
  readonly graceMs?: number
  /** Receives problems that belong to no Deployment. */
  readonly report?: (sentence: string) => void
}

/** Opens the target of a data directory and restarts its applications. Only the process with the supervisor's lock may do that. */
export async function createTarget(options: TargetOptions): Promise<Target> {
  const dataDir = resolve(options.dataDir)
  const report = options.report ?? (() => undefined)
  const marker = `application-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`
  // Leftovers of a killed supervisor would hold memory and answer nobody.
  killMarked(marker)
  const isolation =
    options.isolation ??
    ((await probeExecutors(dataDir)).some((executor) => executor.isolation === 'bwrap') ? 'bwrap' : 'process')
  const folder = join(dataDir, 'target')
  const services = openServices(openServicePorts(join(folder, 'ports.json')))
  const records = openDeploymentRecords(join(folder, 'deployments'))
  const clock = createCriClock()
  const deployments = new Map<string, DeployedApplication>()

  const tools: DeploymentTools = {
    images: join(dataDir, 'images'),
    sandbox: isolation === 'bwrap' ? createBwrapSandbox(dataDir, marker) : createProcessSandbox(marker),
    services,
    graceMs: options.graceMs ?? 5000,
    save: (record) => records.save(record),
    openLog: ({ project, application, deployment }) =>
      openDeploymentLog(join(dataDir, 'logs', 'deployments', project, application, `${deployment}.log`), clock),
  }

  function deploymentOf(target: TargetRef): DeployedApplication {
    const key = targetKey(target)
    const known = deployments.get(key)
    if (known !== undefined) return known
    const created = createDeployment({ target, rollouts: [] }, tools)
    deployments.set(key, created)
    return created
  }

  for (const record of records.load(report)) {
    const deployment = createDeployment(record, tools)
    deployments.set(targetKey(record.target), deployment)
    deployment.restore()
  }

  const ofProject = (project: string) => [...deployments.values()].filter(({ target }) => target.project === project)

  return {
    isolation,
    rollOut: (request) => deploymentOf(request.target).rollOut(request),
    async rollout(id, waitMs) {
      for (const deployment of deployments.values()) {
        const status = await deployment.rollout(id, waitMs)
        if (status !== undefined) return status
      }
      return undefined
    },
    running: async (project) =>
      (await Promise.all(ofProject(project).map((deployment) => deployment.running()))).filter(
        (version) => version !== undefined,
      ),
    history: async (project) =>
      ofProject(project).map((deployment) => ({ target: deployment.target, history: deployment.history() })),
    serviceUrl: (project, environment, service) => services.url({ project, environment, service }),
    log: (target, from, follow, signal) => deploymentOf(target).log(from, follow, signal),
    remove: async (target) => deployments.get(targetKey(target))?.remove(),
    secretsWanted: () => [...deployments.values()].flatMap((deployment) => deployment.secretsWanted() ?? []),
    supplySecrets: (target, secrets) => deployments.get(targetKey(target))?.supplySecrets(secrets),
    async stop() {
      await Promise.all([...deployments.values()].map((deployment) => deployment.stop()))
      await services.close()
      killMarked(marker)
    },
  }
}
