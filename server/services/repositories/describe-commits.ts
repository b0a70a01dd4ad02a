import type { Repository } from '#domain/project.ts'
import type { StageSnapshot } from '#domain/run/snapshot.ts'
import type { Ports } from '../../ports.ts'
import { reachUrl, type ReachingPorts } from './reach-repository.ts'

/** Adds author and message to pinned commits, as far as their repositories answer. Each commit is read once. */
export async function describeCommits(
  ports: ReachingPorts & Pick<Ports, 'repositories'>,
  project: string,
  repositories: readonly Repository[],
  stages: readonly StageSnapshot[],
): Promise<StageSnapshot[]> {
  const pinned = new Map(stages.flatMap(({ commits }) => commits.map((one) => [one.commit, one])))
  const described = new Map(
    await Promise.all(
      [...pinned.values()].map(async ({ commit, url }) => {
        const place = await reachUrl(ports, project, repositories, url)
        const log = await ports.repositories.listCommits(place, commit, 1)
        const found = log.ok ? log.value[0] : undefined
        return [commit, found === undefined ? {} : { subject: found.message, at: found.at }] as const
      }),
    ),
  )
  return stages.map((stage) => ({
    ...stage,
    commits: stage.commits.map((one) => ({ ...one, ...described.get(one.commit) })),
  }))
}
