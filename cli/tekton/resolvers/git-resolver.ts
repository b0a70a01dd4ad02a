import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { err, ok, type Result } from '#domain/result.ts'
import type { RemoteReference } from '#domain/tekton/bundle/referred.ts'
import { say } from '#domain/sentence.ts'
import { fetchCommit } from '#server/node/git/fetch-commit.ts'
import { objectId } from '#server/node/git/object-id.ts'
import { openRemote, remoteProblem, type Remote } from '#server/node/modules/module-remote.ts'
import { secretOf, textOf, timeoutMs, type Resolver, type ResolverContext } from './resolver.ts'

const servers: Readonly<Record<string, string>> = {
  github: 'https://github.com',
  gitlab: 'https://gitlab.com',
  gitea: 'https://gitea.com',
}

/** Tekton's resolver `git`: a file of a repository at a branch, tag or commit; reports the resolved commit. */
export const resolveGit: Resolver = async (reference, context) => {
  const address = addressOf(reference)
  if (!address.ok) return address
  const url = address.value
  const path = textOf(reference, 'pathInRepo')
  const revision = textOf(reference, 'revision') ?? 'main'
  if (path === undefined) return err('The resolver "git" needs the parameter "pathInRepo"')
  if (revision.startsWith('-')) return err(`"${revision}" is no revision`)
  const token = tokenOf(reference, context)
  if (!token.ok) return token
  const folder = await mkdtemp(join(tmpdir(), 'linewright-resolve-'))
  try {
    const remote = openRemote(url, token.value === undefined ? {} : { token: token.value }, {
      directory: folder,
      allowFiles: true,
      ownSsh: true,
      // No fix here: the run gives its reason in Tekton's single sentence.
      credentialFix: say``,
      timeoutMs,
      signal: context.signal,
    })
    const pinned = await pin(remote, revision)
    if (!pinned.ok) return pinned
    const commit = pinned.value
    const fetched = await fetchCommit(remote, folder, commit)
    if (!fetched.ok) return err(fetched.error.message)
    const entryPoint = path.replace(/^\/+/, '')
    const file = await remote.git(['cat-file', 'blob', `${commit}:${entryPoint}`], folder)
    if (file.code !== 0) return err(`${remote.name} has no file "${path}" at ${revision}`)
    return ok({ text: file.stdout, source: { uri: `git+${remote.name}`, digest: { sha1: commit }, entryPoint } })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Resolves a branch or tag to its current commit; keeps a commit as it is. */
async function pin(remote: Remote, revision: string): Promise<Result<string, string>> {
  if (objectId.test(revision)) return ok(revision)
  // An annotated tag is its own object; `^{}` is its commit.
  const names = revision.startsWith('refs/')
    ? [`${revision}^{}`, revision]
    : [`refs/tags/${revision}^{}`, `refs/tags/${revision}`, `refs/heads/${revision}`]
  const answer = await remote.git(['ls-remote', '--', remote.url, ...names])
  if (answer.code !== 0) return err(remoteProblem(remote, answer).message)
  const lines = answer.stdout.split('\n').map((line) => line.split('\t'))
  const commits = new Map(lines.map(([commit = '', ref = '']) => [ref, commit]))
  const commit = names.map((name) => commits.get(name)).find((one) => one !== undefined)
  return commit === undefined ? err(`${remote.name} has no branch, tag or commit "${revision}"`) : ok(commit)
}

/** Finds the repository's address from `url`, or from the names that a server uses. */
function addressOf(reference: RemoteReference): Result<string, string> {
  const [url, org, repo] = ['url', 'org', 'repo'].map((name) => textOf(reference, name))
  if (url !== undefined) return repo === undefined ? ok(url) : err('"url" and "repo" exclude each other')
  if (org === undefined || repo === undefined)
    return err('The resolver "git" needs the parameter "url", or "org" and "repo"')
  const kind = textOf(reference, 'scmType') ?? 'github'
  const server = servers[kind]
  if (server === undefined)
    return err(`"org" and "repo" are not supported for "${kind}": give the address in the parameter "url"`)
  return ok(`${(textOf(reference, 'serverURL') ?? server).replace(/\/+$/, '')}/${org}/${repo}.git`)
}

function tokenOf(reference: RemoteReference, context: ResolverContext): Result<string | undefined, string> {
  const secret = textOf(reference, 'token') ?? textOf(reference, 'gitToken')
  if (secret === undefined) return ok(undefined)
  return secretOf(context, secret, textOf(reference, 'tokenKey') ?? textOf(reference, 'gitTokenKey') ?? 'token')
}
