import type { RunningNow } from '#domain/gates/evidence-digest.ts'
import { dataDigest } from '#domain/manifests/canonical-json.ts'
import type { GateRun } from '#domain/run/gate-run.ts'
import type { RunEvent } from '#domain/run/events.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import type { RunningVersion } from '#domain/target/target-messages.ts'
import type { Ports } from '../../ports.ts'
import type { RunReader } from '../runs/run-reader.ts'
import { shareNext } from '../share-next.ts'
import { createDeployedElsewhere, digestOf, type Applied } from './deployed-elsewhere.ts'
import { deploymentKey, type DeployedVersion } from './deployed-version.ts'

/**
 * What runs in a project's Deployments, by `<app>/<deployment>`: the digest of the live manifests, and the run that
 * applied them.
 */
export type Running = Readonly<Record<string, RunningNow>>

/** What is deployed: in the local target what runs there, elsewhere what runs have applied last. */
export interface Deployed {
  now(project: string): Promise<readonly DeployedVersion[]>
  /** A cheap version of the same, for hundreds of runs that ask at once. */
  running(project: string): Promise<Running>
  /** What runs have applied to each Deployment, which is all that is known of those outside the local target. */
  applied(project: string): Promise<ReadonlyMap<string, Applied>>
  /**
   * What a gate's evidence is compared with: the current state while people decide, and once it has closed the state at
   * that time.
   */
  at(run: Run, gate: Pick<GateRun, 'closedAt' | 'running'>): Promise<readonly DeployedVersion[]>
  /** Takes events of a run; answers whether they applied something. */
  happened(run: Run, snapshot: Snapshot, events: readonly RunEvent[]): Promise<boolean>
}

// How far back to look for a version: a gate closes soon after the rollout that it was compared with.
const looked = 20

export function createDeployed(
  ports: Pick<Ports, 'runs' | 'documents' | 'target'>,
  reader: Pick<RunReader, 'read' | 'ofRecord' | 'snapshot'>,
): Deployed {
  const { target } = ports
  const elsewhere = createDeployedElsewhere(ports, reader)

  /** What runs have applied to Deployments that were never in the local target. */
  async function beside(project: string, running: readonly RunningVersion[]): Promise<readonly DeployedVersion[]> {
    const here = new Set(running.map((one) => deploymentKey(one.target)))
    const left = [...(await elsewhere.now(project))].filter(([key]) => !here.has(key))
    if (left.length === 0) return []
    const before = new Set((await target.history(project)).map((one) => deploymentKey(one.target)))
    return left.flatMap(([key, { versions }]) => (before.has(key) ? [] : versions))
  }

  async function now(project: string): Promise<readonly DeployedVersion[]> {
    const running = await target.running(project)
    return [
      ...running.map(({ target: { application, deployment }, origin, since, documents }) => ({
        ...{ target: { application, deployment }, origin, since, documents },
        digest: dataDigest(documents),
      })),
      ...(await beside(project, running)),
    ]
  }

  /** What ran in the local target when a gate closed, found by its stored digest. */
  async function ranHere(project: string, closedAt: string, digests: Readonly<Record<string, string>>) {
    const found: DeployedVersion[] = []
    const histories = await target.history(project)
    for (const { target: ref, history } of histories) {
      const digest = digests[deploymentKey(ref)] ?? ''
      if (digest === '') continue
      for (const { origin, at } of history.filter((entry) => entry.at < closedAt).slice(0, looked)) {
        const run = await reader.read(project, origin.run)
        const documents = run?.stages[origin.stage]?.manifests.map(({ text }) => text) ?? []
        if (dataDigest(documents) !== digest) continue
        found.push({ target: ref, origin, since: at, documents, digest })
        break
      }
    }
    return { found, here: new Set(histories.map((one) => deploymentKey(one.target))) }
  }

  return {
    now,
    applied: elsewhere.now,
    running: shareNext(async (project) => {
      const found = Map.groupBy(await now(project), (version) => deploymentKey(version.target))
      return Object.fromEntries(
        [...found].map(([key, versions]) => [key, { digest: digestOf(versions), run: versions[0]?.origin.run ?? '' }]),
      )
    }),
    async at(run, { closedAt, running = {} }) {
      if (closedAt === undefined) return now(run.project)
      const { found, here } = await ranHere(run.project, closedAt, running)
      const others = Object.keys(running).some((key) => !here.has(key) && running[key] !== '')
      if (!others) return found
      const applied = await elsewhere.at(run, closedAt, running)
      return [...found, ...applied.filter((version) => !here.has(deploymentKey(version.target)))]
    },
    happened: elsewhere.happened,
  }
}
