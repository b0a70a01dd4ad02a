import type { Problem } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import type { Ports } from '../../ports.ts'
import type { HostedRepository, RemoteRepository } from '../../ports/repositories.ts'

/** What the platform commits by itself: the first README, and QVS Configs in their usual folder. */
const ownFiles = /^(README\.md$|\.valuestream\/)/

/** Whether there is something to build at a commit. A repository hosted here begins without; one elsewhere is not read for it. */
export async function hasCode(
  ports: Pick<Ports, 'repositories'>,
  place: HostedRepository | RemoteRepository,
  commit: string,
): Promise<Result<boolean, Problem>> {
  if ('url' in place) return ok(true)
  const paths = await ports.repositories.changedPaths(place, undefined, commit)
  return paths.ok ? ok(paths.value.some((path) => !ownFiles.test(path))) : paths
}
