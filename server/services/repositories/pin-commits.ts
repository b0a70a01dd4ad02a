import type { World } from '#domain/line/world.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { say } from '#domain/sentence.ts'
import type { StageSnapshot } from '#domain/run/snapshot.ts'
import type { Ports } from '../../ports.ts'
import type { HostedRepository, RemoteRepository } from '../../ports/repositories.ts'

interface Pinned {
  readonly parameters: readonly ResolvedParameter[]
  readonly commits: StageSnapshot['commits']
}

/** Replaces each Git revision of a stage by the commit that it stands for now; a lifted pair (`appGitCloneUrl`) is a pair of its own. */
export async function pinCommits(
  ports: Pick<Ports, 'repositories'>,
  project: string,
  stage: string,
  parameters: readonly ResolvedParameter[],
  world: World,
): Promise<Result<Pinned, Problem>> {
  const commits: StageSnapshot['commits'] = []
  const pinned: ResolvedParameter[] = []
  for (const parameter of parameters) {
    const url = cloneUrlOfRevision(parameters, parameter.name)
    if (
      !/[gG]itRevision$/.test(parameter.name) ||
      parameter.state !== 'known' ||
      parameter.value === undefined ||
      url === undefined
    ) {
      pinned.push(parameter)
      continue
    }
    const revision = parameter.value
    const place = { stage, parameter: parameter.name }
    const found = await ports.repositories.resolveRevision(repositoryOf(project, url, world), revision)
    if (!found.ok) {
      return err(
        found.error.fix === undefined
          ? problem(found.error.code, found.error.message, { fix: say`Give a branch, a tag or a commit`, place })
          : { ...found.error, place },
      )
    }
    const commit = found.value
    commits.push({ parameter: parameter.name, url, revision, commit })
    pinned.push({ ...parameter, value: commit })
  }
  return ok({ parameters: pinned, commits })
}

/** The clone URL that stands beside a revision: `gitCloneUrl` for `gitRevision`, `appGitCloneUrl` for `appGitRevision`. */
export function cloneUrlOfRevision(parameters: readonly ResolvedParameter[], revision: string): string | undefined {
  return valueOf(parameters, revision.replace(/itRevision$/, 'itCloneUrl'))
}

function valueOf(parameters: readonly ResolvedParameter[], name: string): string | undefined {
  const found = parameters.find((parameter) => parameter.name === name)
  return found?.state === 'known' ? found.value : undefined
}

/** The repository behind a clone URL: one of the project's own, or one elsewhere. */
export function repositoryOf(project: string, url: string, world: World): HostedRepository | RemoteRepository {
  const hosted = world.repositories.find(({ kind, gitCloneUrl }) => kind === 'hosted' && gitCloneUrl === url)
  return hosted === undefined ? { url } : { project, repository: hosted.name }
}
