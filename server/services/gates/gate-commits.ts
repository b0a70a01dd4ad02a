import type { Evidence } from '#contract/gate-evidence.ts'
import type { Snapshot, StageSnapshot } from '#domain/run/snapshot.ts'
import type { Ports } from '../../ports.ts'
import type { ComparedVersion } from '../deliveries/compared-versions.ts'
import { pinnedCommit, pinnedCommitOf } from '../runs/pinned-commit.ts'
import type { RunReader } from '../runs/run-reader.ts'

/** Commits that a release brings, and those of what runs that it does not have. */
export interface ComparedCommits {
  readonly brought: Evidence['commits']
  readonly takenBack: Evidence['takenBack']
}

const none: ComparedCommits = { brought: [], takenBack: [] }
const looked = 50
/** How many are told where nothing is known to run. */
const toldFirst = 20

/** Commits of the applications of some stages in which a run differs from the versions that it is compared with. */
export async function commitsBetween(
  { repositories }: Pick<Ports, 'repositories'>,
  reader: RunReader,
  project: string,
  snapshot: Snapshot,
  stages: readonly StageSnapshot[],
  running: readonly ComparedVersion[],
): Promise<ComparedCommits> {
  async function compare({ deployment: { app, name } }: StageSnapshot): Promise<ComparedCommits> {
    const now = running.find(({ target }) => target.application === app && target.deployment === name)
    const before = now === undefined ? undefined : await pinnedCommitOf(reader, project, now.origin.run, app)
    const after = await pinnedCommit(reader, project, snapshot, app)
    const repository = /\/git\/[^/]+\/([^/]+)\.git$/.exec(after?.url ?? '')?.[1]
    if (after === undefined || repository === undefined) return none
    const [fresh, old] = await Promise.all(
      [after, before].map(async (side) => {
        if (side === undefined) return []
        const log = await repositories.listCommits({ project, repository }, side.commit, looked)
        return log.ok ? log.value.map((commit) => ({ ...commit, application: app })) : []
      }),
    )
    return { brought: missingIn(old ?? [], fresh ?? []), takenBack: missingIn(fresh ?? [], old ?? []) }
  }

  const found = await Promise.all(stages.map(compare))
  return {
    brought: once(found.flatMap(({ brought }) => brought)),
    takenBack: once(found.flatMap(({ takenBack }) => takenBack)),
  }
}

/** What a log has and another has not. Beyond the last common commit nothing is known: both logs are cut. */
function missingIn(others: Evidence['commits'], log: Evidence['commits']): Evidence['commits'] {
  const known = new Set(others.map(({ commit }) => commit))
  const lastCommon = log.findLastIndex(({ commit }) => known.has(commit))
  if (lastCommon === -1) return log.slice(0, toldFirst)
  return log.slice(0, lastCommon).filter(({ commit }) => !known.has(commit))
}

/** Two stages may release one application. */
function once(commits: Evidence['commits']): Evidence['commits'] {
  return [...new Map(commits.map((commit) => [`${commit.application} ${commit.commit}`, commit])).values()]
}
