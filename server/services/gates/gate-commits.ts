import type { Evidence } from '#contract/gate-evidence.ts'
import type { Snapshot, StageSnapshot } from '#domain/run/snapshot.ts'
import { ok } from '#domain/result.ts'
import type { Ports } from '../../ports.ts'
import type { Commit } from '../../ports/repositories.ts'
import { foundBy, type DeployedVersion } from '../deliveries/deployed-version.ts'
import { repositoriesOf } from '../repositories/find-repository.ts'
import { reachUrl, type ReachingPorts } from '../repositories/reach-repository.ts'
import { pinnedCommit, pinnedCommitOf } from '../runs/pinned-commit.ts'
import type { RunReader } from '../runs/run-reader.ts'

/** Commits that a release adds, and commits of the running version that it lacks. */
export interface ComparedCommits {
  readonly brought: Evidence['commits']
  readonly takenBack: Evidence['takenBack']
  /** Applications whose commits could not be read. */
  readonly unread: Evidence['commitsUnread']
}

const none: ComparedCommits = { brought: [], takenBack: [], unread: [] }
const looked = 50
/** How many commits to list if no running version is known. */
const toldFirst = 20

/** By application, the commits in which a run differs from the versions to which it is compared. */
export async function commitsBetween(
  ports: ReachingPorts & Pick<Ports, 'repositories'>,
  reader: RunReader,
  project: string,
  snapshot: Snapshot,
  stages: readonly StageSnapshot[],
  running: readonly DeployedVersion[],
): Promise<ComparedCommits> {
  const repositories = await repositoriesOf(ports, project)

  async function compare(stage: StageSnapshot): Promise<ComparedCommits> {
    const application = stage.deployment.app
    const now = foundBy(stage, running)
    const before = now === undefined ? undefined : await pinnedCommitOf(reader, project, now.origin.run, application)
    const after = await pinnedCommit(reader, project, snapshot, application)
    if (after === undefined) return none
    const place = await reachUrl(ports, project, repositories, after.url)
    const logOf = (commit: string) => ports.repositories.listCommits(place, commit, looked)
    const [fresh, old] = await Promise.all([logOf(after.commit), before === undefined ? ok([]) : logOf(before.commit)])
    if (!fresh.ok) {
      // Git's own words are for whoever runs the server.
      const { detail: _, ...problem } = fresh.error
      return { ...none, unread: [{ application, problem }] }
    }
    const named = (commits: readonly Commit[]) => commits.map((commit) => ({ ...commit, application }))
    const [newer, older] = [named(fresh.value), named(old.ok ? old.value : [])]
    return { ...none, brought: missingIn(older, newer), takenBack: missingIn(newer, older) }
  }

  const found = await Promise.all(stages.map(compare))
  return {
    brought: once(found.flatMap(({ brought }) => brought)),
    takenBack: once(found.flatMap(({ takenBack }) => takenBack)),
    unread: [...new Map(found.flatMap(({ unread }) => unread.map((one) => [one.application, one]))).values()],
  }
}

/** What one log has and another lacks. Both logs are cut, so nothing is known beyond the last common commit. */
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
