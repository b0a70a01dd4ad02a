import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { err, ok, type Result } from '#domain/result.ts'
import type { RemoteReference } from '#domain/tekton/bundle/referred.ts'
import { openRemote, remoteProblem } from '#server/node/modules/module-remote.ts'
import { secretOf, textOf, timeoutMs, type Resolver, type ResolverContext } from './resolver.ts'

const servers: Readonly<Record<string, string>> = {
  github: 'https://github.com',
  gitlab: 'https://gitlab.com',
  gitea: 'https://gitea.com',
}

/** Tekton's resolver `git`: a file of a repository at a branch, tag or commit, which is told as the commit that it was. */
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
      credentialFix: '',
      timeoutMs,
      signal: context.signal,
    })
    await remote.git(['init', '--quiet', '--bare', folder])
    const fetched = await remote.git(['fetch', '--quiet', '--no-tags', '--depth=1', '--', url, revision], folder)
    if (fetched.code !== 0)
      return /couldn't find remote ref|not our ref/i.test(fetched.stderr)
        ? err(`${remote.name} has no branch, tag or commit "${revision}"`)
        : err(remoteProblem(remote, fetched).message)
    const commit = (await remote.git(['rev-parse', 'FETCH_HEAD^{commit}'], folder)).stdout.trim()
    const entryPoint = path.replace(/^\/+/, '')
    const file = await remote.git(['cat-file', 'blob', `${commit}:${entryPoint}`], folder)
    if (file.code !== 0) return err(`${remote.name} has no file "${path}" at ${revision}`)
    return ok({ text: file.stdout, source: { uri: `git+${remote.name}`, digest: { sha1: commit }, entryPoint } })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** By its address, or by the names that a server has for it. */
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
