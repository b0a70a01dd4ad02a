import { dataDigest } from '#domain/manifests/canonical-json.ts'
import { readResources, textsOf } from '#domain/project-documents.ts'
import type { RunEvent } from '#domain/run/events.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import type { Ports } from '../../ports.ts'
import type { RunRecord } from '../../ports/runs.ts'
import type { RunReader } from '../runs/run-reader.ts'
import { deploymentKey, type DeployedVersion } from './deployed-version.ts'

/** What runs have applied, by Deployment: as much as is known of clusters elsewhere, which are not asked. */
export interface DeployedElsewhere {
  now(project: string): Promise<ReadonlyMap<string, DeployedVersion>>
  /** What had been applied at a moment of the past, around a run: those versions whose digests are given. */
  at(run: Run, moment: string, digests: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, DeployedVersion>>
  /** Takes what has just happened to a run; true where it has applied something. */
  happened(run: Run, snapshot: Snapshot, events: readonly RunEvent[]): Promise<boolean>
}

const page = 50
/** A Deployment to which none of so many runs has applied anything counts as new. */
const lookedThrough = 300

export function createDeployedElsewhere(
  { runs, documents }: Pick<Ports, 'runs' | 'documents'>,
  reader: Pick<RunReader, 'ofRecord' | 'snapshot'>,
): DeployedElsewhere {
  const known = new Map<string, Promise<Map<string, DeployedVersion>>>()

  /** Looks from the newest run back until something is known of every Deployment of the project. */
  async function look(project: string): Promise<Map<string, DeployedVersion>> {
    const { deployments } = readResources(textsOf(await documents.list(project, 'deployment')))
    const wanted = new Set(deployments.map(({ application, name }) => deploymentKey({ application, deployment: name })))
    const found = new Map<string, DeployedVersion>()
    let before: string | undefined
    for (let seen = 0; seen < lookedThrough && wanted.size > 0; seen += page) {
      const records = await runs.list(project, { limit: page, ...(before === undefined ? {} : { before }) })
      for (const version of await versionsOf(records)) takeNewer(found, version)
      for (const key of found.keys()) wanted.delete(key)
      before = records.at(-1)?.id
      if (records.length < page) break
    }
    return found
  }

  async function versionsOf(records: readonly RunRecord[]): Promise<readonly DeployedVersion[]> {
    const found: DeployedVersion[] = []
    for (const record of records) {
      try {
        const run = await reader.ofRecord(record)
        found.push(...appliedBy(run, await reader.snapshot(run.snapshot)))
      } catch {
        // A run that cannot be read holds up no other; whoever takes it up says so.
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
      const found = new Map<string, DeployedVersion>()
      for (const version of await versionsOf([...newest, ...before])) {
        const wanted = digests[deploymentKey(version.target)] ?? ''
        if (version.since < moment && version.digest === wanted) takeNewer(found, version)
      }
      return found
    },
    async happened(run, snapshot, events) {
      const ended = new Set(events.flatMap((event) => (event.kind === 'stage-ended' ? [event.stage] : [])))
      if (ended.size === 0) return false
      const applied = appliedBy(run, snapshot).filter(({ origin }) => ended.has(origin.stage))
      // Where nobody has asked yet, whoever is the first reads it from the runs.
      const found = await known.get(run.project)
      if (found !== undefined) for (const version of applied) takeNewer(found, version)
      return applied.length > 0
    },
  }
}

function takeNewer(found: Map<string, DeployedVersion>, version: DeployedVersion): void {
  const key = deploymentKey(version.target)
  if ((found.get(key)?.since ?? '') <= version.since) found.set(key, version)
}

/** What the stages of a run that have succeeded have applied. */
function appliedBy(run: Run, { stages }: Snapshot): readonly DeployedVersion[] {
  return stages.flatMap(({ stage, deployment: { app, name } }) => {
    const { state, manifests = [], endedAt = run.startedAt } = run.stages[stage] ?? {}
    if (state !== 'succeeded' || manifests.length === 0) return []
    const documents = manifests.map(({ text }) => text)
    return [
      {
        target: { application: app, deployment: name },
        origin: { run: run.id, stage, version: `#${String(run.number)}`, number: run.number },
        since: endedAt,
        documents,
        digest: dataDigest(documents),
      },
    ]
  })
}
