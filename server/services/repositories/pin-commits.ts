import type { World } from '#domain/line/world.ts'
import { credentialKeys } from '#domain/parameters/credentials.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { say } from '#domain/sentence.ts'
import type { StageSnapshot } from '#domain/run/snapshot.ts'
import type { Ports } from '../../ports.ts'
import type { HostedRepository, RemoteRepository } from '../../ports/repositories.ts'
import { secretValues } from '../deliveries/secret-values.ts'

/** The stage whose revisions are pinned. */
interface PinnedStage {
  readonly name: string
  readonly environment: string
  /** People are asked before it: none of its secrets is used until they have answered. */
  readonly isHeld: boolean
}

interface Pinned {
  readonly parameters: readonly ResolvedParameter[]
  readonly commits: StageSnapshot['commits']
}

/**
 * Replaces each Git revision of a stage by the commit that it stands for now; a lifted pair (`appGitCloneUrl`) is a pair of its own. What an
 * earlier stage of the run has pinned is taken as it is: all stages build the same commit.
 */
export async function pinCommits(
  ports: Pick<Ports, 'repositories' | 'secrets'>,
  project: string,
  stage: PinnedStage,
  parameters: readonly ResolvedParameter[],
  world: World,
  earlier: StageSnapshot['commits'],
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
    const place = { stage: stage.name, parameter: parameter.name }
    const known = earlier.find((one) => one.url === url && one.revision === revision)
    const repository = repositoryOf(project, url, world)
    const token =
      known === undefined ? await tokenOf(ports, project, stage, parameters, parameter.name, world) : undefined
    const found =
      known === undefined
        ? await ports.repositories.resolveRevision(
            'url' in repository && token !== undefined ? { ...repository, token } : repository,
            revision,
          )
        : ok(known.commit)
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

/** The Git token of the stage's own environment. It is sent nowhere but to a repository of the project. */
async function tokenOf(
  { secrets }: Pick<Ports, 'secrets'>,
  project: string,
  { environment, isHeld }: PinnedStage,
  parameters: readonly ResolvedParameter[],
  revision: string,
  { repositories }: World,
): Promise<string | undefined> {
  const url = cloneUrlOfRevision(parameters, revision)
  const name = valueOf(parameters, revision.replace(/itRevision$/, 'itTokenSecretName'))
  if (isHeld || name === undefined || !repositories.some(({ gitCloneUrl }) => gitCloneUrl === url)) return undefined
  const key = credentialKeys.gitTokenSecretName
  const found = await secretValues(secrets, { project, environment }, [{ name, key, optional: true }])
  return found.ok ? found.value[0]?.value : undefined
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
function repositoryOf(project: string, url: string, world: World): HostedRepository | RemoteRepository {
  const hosted = world.repositories.find(({ kind, gitCloneUrl }) => kind === 'hosted' && gitCloneUrl === url)
  return hosted === undefined ? { url } : { project, repository: hosted.name }
}
