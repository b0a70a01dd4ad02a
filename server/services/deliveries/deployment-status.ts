import type { DeploymentStatus } from '#contract/deployments.ts'
import type { Deployment } from '#domain/project.ts'
import { builtImages, type BuiltImage } from '#domain/run/built-images.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import { liveResources } from '#domain/target/live-resources.ts'
import type { RunningVersion } from '#domain/target/target-messages.ts'
import type { Ports } from '../../ports.ts'
import { publishedResources } from '../documents/published-resources.ts'
import type { RunReader } from '../runs/run-reader.ts'
import type { Deployed } from './deployed.ts'
import { deploymentKey, type DeployedVersion } from './deployed-version.ts'

/** What pages show about Deployments: their state, what happened there last, and what could be rolled out. */
export interface DeploymentStatuses {
  list(project: string): Promise<DeploymentStatus[]>
  /** Images of an application built by recent runs, newest first. */
  images(project: string, application: string): Promise<BuiltImage[]>
}

/** How many runs to search for what happened last. */
const lastOnes = 50

export function createDeploymentStatuses(ports: Ports, reader: RunReader, deployed: Deployed): DeploymentStatuses {
  /** The newest runs with their snapshots, newest first. */
  async function* lastRuns(project: string): AsyncGenerator<{ readonly run: Run; readonly snapshot: Snapshot }> {
    for (const record of await ports.runs.list(project, { limit: lastOnes })) {
      const run = await reader.ofRecord(record)
      yield { run, snapshot: await reader.snapshot(run.snapshot) }
    }
  }

  async function lastRunOfEach(project: string): Promise<ReadonlyMap<string, DeploymentStatus['lastRun']>> {
    const found = new Map<string, DeploymentStatus['lastRun']>()
    for await (const { run, snapshot } of lastRuns(project))
      for (const { deployment } of snapshot.stages) {
        const key = deploymentKey({ application: deployment.app, deployment: deployment.name })
        if (!found.has(key)) found.set(key, { id: run.id, number: run.number, state: run.state })
      }
    return found
  }

  return {
    async list(project) {
      const [{ deployments }, running, history, applied, lastRun] = await Promise.all([
        publishedResources(ports, project, ['deployment']),
        ports.target.running(project),
        ports.target.history(project),
        deployed.applied(project),
        lastRunOfEach(project),
      ])
      const runningIn = new Map(running.map((one) => [deploymentKey(one.target), one]))
      const pastOf = new Map(history.map((one) => [deploymentKey(one.target), one.history]))
      return deployments.map((deployment) => {
        const key = keyOf(deployment)
        const now = runningIn.get(key)
        const past = pastOf.get(key) ?? now?.history
        const elsewhere = past === undefined ? applied.get(key) : undefined
        const shown = now === undefined ? shownElsewhere(elsewhere?.versions ?? []) : shownHere(now)
        const last = lastRun.get(key)
        return {
          application: deployment.application,
          deployment: deployment.name,
          environment: deployment.environment,
          ...(shown === undefined ? {} : { running: shown }),
          history: past ?? elsewhere?.history ?? [],
          ...(last === undefined ? {} : { lastRun: last }),
        }
      })
    },
    async images(project, application) {
      const found = new Map<string, BuiltImage>()
      for await (const { run, snapshot } of lastRuns(project))
        for (const image of builtImages(run, snapshot, application))
          if (!found.has(image.digest)) found.set(image.digest, image)
      return [...found.values()].toSorted((a, b) => b.at.localeCompare(a.at))
    },
  }
}

function keyOf({ application, name }: Deployment): string {
  return deploymentKey({ application, deployment: name })
}

function shownHere({ origin, imageDigest, since, replicas, wanted, urls, documents }: RunningVersion) {
  return { origin, imageDigest, since, replicas, wanted, urls, resources: liveResources({ documents, replicas, urls }) }
}

/** A version in a target that is not queried, without its state. */
function shownElsewhere(versions: readonly DeployedVersion[]) {
  const [newest] = versions
  if (newest === undefined) return undefined
  const { origin, since } = newest
  const documents = versions.flatMap((version) => version.documents)
  const resources = liveResources({ documents, replicas: [], urls: [] })
  return {
    ...{ origin, since, imageDigest: '', replicas: [], wanted: 0, urls: [], isElsewhere: true },
    resources: resources.map(({ replicas: _replicas, ...resource }) => resource),
  }
}
