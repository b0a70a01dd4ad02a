import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { RemoteRepository, RepositoryHead } from '#server/ports/repositories.ts'
import { openRemote, remoteProblem } from '../modules/module-remote.ts'
import { fetchCommit } from './fetch-commit.ts'
import { readTree, textsOf } from './read-tree.ts'

/** The newest commit of a repository elsewhere, fetched without its history into a folder that goes again. */
export async function lookAtRemote(
  { url, token }: RemoteRepository,
  wanted: (path: string) => boolean,
): Promise<Result<RepositoryHead, Problem>> {
  const folder = await mkdtemp(join(tmpdir(), 'linewright-look-'))
  const remote = openRemote(url, token === undefined ? {} : { token }, {
    directory: folder,
    credentialFix: 'Give a token that may read the repository',
  })
  try {
    const head = await remote.git(['ls-remote', '--symref', '--', url, 'HEAD'])
    if (head.code !== 0) return err(remoteProblem(remote, head))
    const branch = /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(head.stdout)?.[1]
    const commit = /^([0-9a-f]{40,64})\tHEAD$/m.exec(head.stdout)?.[1]
    if (commit === undefined)
      return err(problem('not-found', say`The repository ${remote.name} is empty`, { fix: say`Push a first commit` }))
    const bare = join(folder, 'repository')
    const fetched = await fetchCommit(remote, bare, commit)
    if (!fetched.ok) return fetched
    const read = await readTree(bare, commit, remote.name, wanted)
    if (!read.ok) return read
    return ok({
      branch: branch ?? 'main',
      commit,
      paths: read.value.paths,
      texts: Object.fromEntries(textsOf(read.value.files)),
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
