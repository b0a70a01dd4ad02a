import { dataDigest } from '#domain/manifests/canonical-json.ts'
import type { RunEvent } from '#domain/run/events.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import type { RolloutHistoryEntry } from '#domain/target/rollout.ts'
import type { Ports } from '../../ports.ts'
import { publishedResources } from '../documents/published-resources.ts'
import type { RunRecord } from '../../ports/runs.ts'
import { versionName } from '../runs/pinned-commit.ts'
import type { RunReader } from '../runs/run-reader.ts'
import { deploymentKey, type DeployedVersion } from './deployed-version.ts'

/** What runs have applied to a Deployment: the newest version of each Pipeline, and all attempts, newest first. */
export interface Applied {
  readonly versions: readonly DeployedVersion[]
  readonly history: readonly RolloutHistoryEntry[]
}

/** What runs have applied, by Deployment. Clusters elsewhere are not queried, so this is all that is known of them. */
export interface DeployedElsewhere {
  now(project: string): Promise<ReadonlyMap<string, Applied>>
  /** What was applied at an earlier time, according to the runs around it, for Deployments with these digests. */
  at(run: Run, moment: string, digests: Readonly<Record<string, string>>): Promise<readonly DeployedVersion[]>
  /** Takes events of a run; answers whether they applied something. */
  happened(run: Run, snapshot: Snapshot, events: readonly RunEvent[]): Promise<boolean>
}

const page = 50
/** A Deployment to which none of the newest runs has applied anything counts as new. */
const lookedThrough = 300
const longestHistory = 50

export function createDeployedElsewhere(
  { runs, documents }: Pick<Ports, 'runs' | 'documents'>,
  reader: Pick<RunReader, 'read' | 'ofRecord' | 'snapshot'>,
): DeployedElsewhere {
  const known = new Map<string, Promise<Map<string, Applied>>>()

  /** Goes back from the newest run until every Deployment of the project has a version. */
  async function look(project: string): Promise<Map<string, Applied>> {
    const { deployments } = await publishedResources({ documents }, project, ['deployment'])
    const wanted = new Set(deployments.map(({ application, name }) => deploymentKey({ application, deployment: name })))
    const found = new Map<string, Applied>()
    let before: string | undefined
    for (let seen = 0; seen < lookedThrough && wanted.size > 0; seen += page) {
      const records = await runs.list(project, { limit: page, ...(before === undefined ? {} : { before }) })
      for (const tried of await triedBy(records)) note(found, tried)
      for (const [key, { versions }] of found) if (versions.length > 0) wanted.delete(key)
      before = records.at(-1)?.id
      if (records.length < page) break
    }
    return found
  }

  async function triedBy(records: readonly RunRecord[]): Promise<readonly Tried[]> {
    const found: Tried[] = []
    for (const record of records) {
      try {
        const run = await reader.ofRecord(record)
        found.push(...(await triedIn(reader, run, await reader.snapshot(run.snapshot))))
      } catch {
        // An unreadable run must not hold up others; it is reported when it is resumed.
      }
    }
    return found
  }

  return {
    now(project) {
      const before = known.get(project)
      if (before !== undefined) return before
      const found = look(project)
      known.set(project, found)
      found.catch(() => known.delete(project))
      return found
    },
    async at({ project, id }, moment, digests) {
      const [newest, before] = await Promise.all([
        runs.list(project, { limit: page }),
        runs.list(project, { before: id, limit: page }),
      ])
      const found = new Map<string, Applied>()
      for (const tried of await triedBy([...newest, ...before])) if (tried.version.since < moment) note(found, tried)
      return [...found].flatMap(([key, { versions }]) => (digestOf(versions) === digests[key] ? versions : []))
    },
    async happened(run, snapshot, events) {
      const ended = new Set(events.flatMap((event) => (event.kind === 'stage-ended' ? [event.stage] : [])))
      if (ended.size === 0) return false
      // Only these, since a run of thousands of stages gets here as often.
      const stages = snapshot.stages.filter(({ stage }) => ended.has(stage))
      const tried = await triedIn(reader, run, snapshot, stages)
      // The first caller reads the runs, and fills the cache.
      const found = await known.get(run.project)
      if (found !== undefined) for (const one of tried) note(found, one)
      return tried.some(({ hasSucceeded }) => hasSucceeded)
    },
  }
}

/** A version that a stage tried to apply. */
interface Tried {
  readonly version: DeployedVersion
  readonly hasSucceeded: boolean
  readonly message: string
}

function note(found: Map<string, Applied>, { version, hasSucceeded, message }: Tried): void {
  const key = deploymentKey(version.target)
  const before = found.get(key) ?? { versions: [], history: [] }
  const { origin, since } = version
  // A stage that ends while the runs are being read may be found there, and then be told of as well.
  const isNoted = before.history.some(
    ({ origin: { run, attempt, stage } }) => run === origin.run && attempt === origin.attempt && stage === origin.stage,
  )
  if (isNoted) return
  const entry: RolloutHistoryEntry = {
    origin,
    imageDigest: '',
    at: since,
    state: hasSucceeded ? 'ready' : 'failed',
    message,
  }
  const same = before.versions.find(({ pipeline }) => pipeline === version.pipeline)
  const isNewer = hasSucceeded && (same?.since ?? '') <= since
  const others = before.versions.filter((one) => one !== same)
  found.set(key, {
    versions: isNewer ? [version, ...others].toSorted((a, b) => b.since.localeCompare(a.since)) : before.versions,
    history: [entry, ...before.history].toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, longestHistory),
  })
}

/** One digest for all versions in a Deployment. */
export function digestOf(versions: readonly DeployedVersion[]): string {
  const [first, ...others] = versions.map(({ digest }) => digest).toSorted()
  return first === undefined ? '' : others.length === 0 ? first : dataDigest([first, ...others])
}

/** What the finished stages of a run tried to apply. */
async function triedIn(
  reader: Pick<RunReader, 'read' | 'snapshot'>,
  run: Run,
  snapshot: Snapshot,
  stages = snapshot.stages,
): Promise<readonly Tried[]> {
  const tried: Tried[] = []
  for (const { stage, deployment, pipeline } of stages) {
    const { state, manifests = [], endedAt, digest = '', message = '' } = run.stages[stage] ?? {}
    if ((state !== 'succeeded' && state !== 'failed') || manifests.length === 0) continue
    const documents = manifests.map(({ text }) => text)
    const version = await versionName(reader, run, snapshot, deployment.app)
    tried.push({
      version: {
        target: { application: deployment.app, deployment: deployment.name },
        origin: {
          ...{ run: run.id, number: run.number, attempt: run.attempt, stage },
          ...{ version, stageDigest: digest, by: run.by.name },
        },
        since: endedAt ?? run.startedAt,
        documents,
        digest: dataDigest(documents),
        isElsewhere: true,
        pipeline: pipeline.metadata.name,
      },
      hasSucceeded: state === 'succeeded',
      message: state === 'failed' ? message : '',
    })
  }
  return tried
}
