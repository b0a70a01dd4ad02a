import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { RemoteRepository } from '#server/ports/repositories.ts'
import { objectId } from './object-id.ts'
import { runGit } from './run-git.ts'

const timeoutMs = 20_000

/** The commit that a revision of a repository elsewhere stands for now (`git ls-remote`); a whole commit id is taken as it is. */
export async function resolveRemoteRevision(
  { url, token }: RemoteRepository,
  revision: string,
): Promise<Result<string, Problem>> {
  if (objectId.test(revision)) return ok(revision)
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (address === undefined || !['https:', 'http:'].includes(address.protocol)) {
    return err(
      problem('unsupported', say`The repository ${withoutLogin(url)} is not reached by http or https`, {
        fix: say`Use the https URL of the repository`,
      }),
    )
  }
  if (revision.startsWith('-')) return err(notFound(url, revision))
  const login = token === undefined ? undefined : Buffer.from(`x-access-token:${token}`).toString('base64')
  const config: Record<string, string> =
    login === undefined ? {} : { [`http.${address.origin}/.extraHeader`]: `Authorization: Basic ${login}` }
  const wanted =
    revision === '' ? ['HEAD'] : [`refs/heads/${revision}`, `refs/tags/${revision}`, `refs/tags/${revision}^{}`]
  const answer = await runGit(['ls-remote', '--', url, ...wanted], { config, timeoutMs })
  if (answer.code !== 0) return err(remoteProblem(url, answer, token !== undefined))
  const found = new Map(
    answer.stdout
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([commit = '', ref = '']) => [ref, commit]),
  )
  // An annotated tag is an object of its own; `^{}` is the commit that it stands for.
  const commit =
    revision === ''
      ? found.get('HEAD')
      : (found.get(`refs/heads/${revision}`) ??
        found.get(`refs/tags/${revision}^{}`) ??
        found.get(`refs/tags/${revision}`))
  return commit === undefined ? err(notFound(url, revision)) : ok(commit)
}

function notFound(url: string, revision: string): Problem {
  return problem(
    'not-found',
    say`The repository ${withoutLogin(url)} has no branch or tag ${revision === '' ? 'HEAD' : revision}`,
    {
      fix: say`Give a branch, a tag or a whole commit id`,
    },
  )
}

function remoteProblem(
  url: string,
  answer: { readonly code: number; readonly stderr: string },
  withToken: boolean,
): Problem {
  const name = withoutLogin(url)
  const detail = answer.stderr.replaceAll(url, name).slice(0, 2000)
  if (answer.code === 127)
    return problem('unsupported', say`Git is not installed on this machine`, { fix: say`Install Git` })
  if (answer.code === 124)
    return problem('timed-out', say`The repository ${name} did not answer within ${timeoutMs / 1000} s`, {
      fix: say`Check the URL and the network, then try again`,
    })
  if (/could not read Username|Authentication failed|401|403/.test(answer.stderr)) {
    return withToken
      ? problem('not-allowed', say`The repository ${name} may not be read with this token`, {
          fix: say`Check that the token is valid and may read the repository`,
          detail,
        })
      : problem('not-allowed', say`The repository ${name} may not be read without a token`, {
          fix: say`Set the Deployment's Git token`,
          detail,
        })
  }
  if (/not found|404/i.test(answer.stderr))
    return problem('not-found', say`There is no repository ${name}, or the token may not see it`, {
      fix: say`Check the URL`,
      detail,
    })
  return problem('unreachable', say`The repository ${name} cannot be reached`, {
    fix: say`Check the URL, the network and the proxy`,
    detail,
  })
}

function withoutLogin(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//')
}
