import type { World } from '#domain/line/world.ts'
import type { StageSnapshot } from '#domain/run/snapshot.ts'
import type { Ports } from '../../ports.ts'
import { repositoryOf } from './pin-commits.ts'

/** Adds to the pinned commits what they say of themselves, where their repository is kept here. Each commit is read once. */
export async function describeCommits(
  { repositories }: Pick<Ports, 'repositories'>,
  project: string,
  world: World,
  stages: readonly StageSnapshot[],
): Promise<StageSnapshot[]> {
  const pinned = new Map(stages.flatMap(({ commits }) => commits.map((one) => [one.commit, one])))
  const described = new Map(
    await Promise.all(
      [...pinned.values()].map(async ({ commit, url }) => {
        const repository = repositoryOf(project, url, world)
        const log = 'url' in repository ? undefined : await repositories.listCommits(repository, commit, 1)
        const found = log?.ok === true ? log.value[0] : undefined
        return [commit, found === undefined ? {} : { subject: found.message, at: found.at }] as const
      }),
    ),
  )
  return stages.map((stage) => ({
    ...stage,
    commits: stage.commits.map((one) => ({ ...one, ...described.get(one.commit) })),
  }))
}
