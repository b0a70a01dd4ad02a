import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { RemoteRepository } from '#server/ports/repositories.ts'
import { remoteProblem } from '../modules/module-remote.ts'
import { objectId } from './object-id.ts'
import { withRemote } from './with-remote.ts'

const options = { credentialFix: say`Set the Deployment's Git token`, timeoutMs: 20_000 }

/** Resolves a revision of a remote repository to a commit (`git ls-remote`); a full commit id is taken as it is. */
export async function resolveRemoteRevision(
  repository: RemoteRepository,
  revision: string,
): Promise<Result<string, Problem>> {
  if (objectId.test(revision)) return ok(revision)
  return withRemote(repository, options, async (remote) => {
    const { url, name } = remote
    // Steps clone with a token, so they could not use a repository that needs a key.
    if (!/^https?:\/\//.test(url))
      return err(
        problem('unsupported', say`The repository ${name} is not reached by http or https`, {
          fix: say`Use the https URL of the repository`,
        }),
      )
    const unknown = problem(
      'not-found',
      say`The repository ${name} has no branch or tag ${revision === '' ? 'HEAD' : revision}`,
      { fix: say`Give a branch, a tag or a whole commit id` },
    )
    if (revision.startsWith('-')) return err(unknown)
    // An annotated tag is its own object; `^{}` is its commit. A branch wins over a tag of the same name.
    const wanted =
      revision === '' ? ['HEAD'] : [`refs/heads/${revision}`, `refs/tags/${revision}^{}`, `refs/tags/${revision}`]
    const answer = await remote.git(['ls-remote', '--', url, ...wanted])
    if (answer.code !== 0) return err(remoteProblem(remote, answer))
    const lines = answer.stdout.split('\n').map((line) => line.split('\t'))
    const found = new Map(lines.map(([commit = '', ref = '']) => [ref, commit]))
    const ref = wanted.find((one) => found.has(one))
    return ref === undefined ? err(unknown) : ok(found.get(ref) ?? '')
  })
}
