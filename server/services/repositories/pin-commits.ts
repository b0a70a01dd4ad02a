import type { World } from '#domain/line/world.ts'
import { credentialKeys } from '#domain/parameters/credentials.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { say } from '#domain/sentence.ts'
import type { StageSnapshot } from '#domain/run/snapshot.ts'
import type { Ports } from '../../ports.ts'
import { secretValues } from '../deliveries/secret-values.ts'

/** The stage whose revisions to pin. */
interface PinnedStage {
  readonly name: string
  readonly environment: string
  /** A gate is before it, so its secrets must not be used until people have approved. */
  readonly isHeld: boolean
}

interface Pinned {
  readonly parameters: readonly ResolvedParameter[]
  readonly commits: StageSnapshot['commits']
}

/**
 * Replaces each Git revision of a stage by its current commit; a lifted pair (`appGitCloneUrl`) counts separately. A
 * revision pinned by an earlier stage of the run keeps that commit, so that all stages build the same.
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
    const known = earlier.find((one) => one.url === url && one.revision === revision)
    const tokenName = valueOf(parameters, parameter.name.replace(/itRevision$/, 'itTokenSecretName'))
    const found =
      known === undefined
        ? await commitNow(ports, project, stage, { url, revision, tokenName }, world)
        : ok(known.commit)
    if (!found.ok) {
      const place = { stage: stage.name, parameter: parameter.name }
      const { code, message, fix } = found.error
      return err(
        fix === undefined
          ? problem(code, message, { fix: say`Give a branch, a tag or a commit`, place })
          : { ...found.error, place },
      )
    }
    const commit = found.value
    commits.push({ parameter: parameter.name, url, revision, commit })
    pinned.push({ ...parameter, value: commit })
  }
  return ok({ parameters: pinned, commits })
}

interface WantedRevision {
  readonly url: string
  readonly revision: string
  /** Name of the secret with the Git token. */
  readonly tokenName: string | undefined
}

/** The commit that a revision stands for now. */
async function commitNow(
  { repositories, secrets }: Pick<Ports, 'repositories' | 'secrets'>,
  project: string,
  { environment, isHeld }: PinnedStage,
  { url, revision, tokenName: name }: WantedRevision,
  world: World,
): Promise<Result<string, Problem>> {
  // Compared as a whole, since tasks will clone from this URL: a path alone does not make it a repository of the
  // project.
  const known = world.repositories.find(({ gitCloneUrl }) => gitCloneUrl === url)
  if (known?.kind === 'hosted') return repositories.resolveRevision({ project, repository: known.name }, revision)
  // A token is only sent to a repository of the project.
  if (known === undefined || name === undefined || isHeld) return repositories.resolveRevision({ url }, revision)
  const key = credentialKeys.gitTokenSecretName
  const found = await secretValues(secrets, { project, environment }, [{ name, key, optional: true }])
  const token = found.ok ? found.value[0]?.value : undefined
  return repositories.resolveRevision({ url, ...(token === undefined ? {} : { token }) }, revision)
}

/**
 * The parameter with the clone URL for a revision: `gitCloneUrl` for `gitRevision`, `appGitCloneUrl` for
 * `appGitRevision`.
 */
export function cloneUrlOfRevision(parameters: readonly ResolvedParameter[], revision: string): string | undefined {
  return valueOf(parameters, revision.replace(/itRevision$/, 'itCloneUrl'))
}

function valueOf(parameters: readonly ResolvedParameter[], name: string): string | undefined {
  const found = parameters.find((parameter) => parameter.name === name)
  return found?.state === 'known' ? found.value : undefined
}
