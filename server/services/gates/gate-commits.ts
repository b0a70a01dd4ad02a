import type { Evidence } from '#contract/gates.ts'
import type { Snapshot, StageSnapshot } from '#domain/run/snapshot.ts'
import type { Ports } from '../../ports.ts'
import type { ComparedVersion } from '../deliveries/compared-versions.ts'
import type { RunReader } from '../runs/run-reader.ts'

/** Commits of the applications of some stages that a run brings and that the versions compared with do not have. */
export async function commitsSince(
  { repositories }: Pick<Ports, 'repositories'>,
  reader: RunReader,
  project: string,
  snapshot: Snapshot,
  stages: readonly StageSnapshot[],
  running: readonly ComparedVersion[],
): Promise<Evidence['commits']> {
  const found = new Map<string, Evidence['commits'][number]>()
  for (const { deployment } of stages) {
    const { app, name } = deployment
    const now = running.find((one) => one.target.application === app && one.target.deployment === name)
    const before = now === undefined ? undefined : await snapshotOf(reader, project, now.origin.run)
    const after = commitOf(snapshot, app)
    const repository = /\/git\/[^/]+\/([^/]+)\.git$/.exec(after?.url ?? '')?.[1]
    if (after === undefined || repository === undefined) continue
    const log = await repositories.listCommits({ project, repository }, after.commit, 50)
    if (!log.ok) continue
    const known = log.value.findIndex(({ commit }) => commit === commitOf(before, app)?.commit)
    for (const commit of log.value.slice(0, known === -1 ? 20 : known))
      found.set(`${app} ${commit.commit}`, { ...commit, application: app })
  }
  return [...found.values()]
}

async function snapshotOf(reader: RunReader, project: string, run: string): Promise<Snapshot | undefined> {
  const found = await reader.read(project, run)
  return found === undefined ? undefined : reader.snapshot(found.snapshot)
}

function commitOf(from: Snapshot | undefined, app: string): { url: string; commit: string } | undefined {
  return from?.stages.find((stage) => stage.deployment.app === app && stage.commits.length > 0)?.commits[0]
}
