import { join } from 'node:path'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { RemoteRepository, RepositoryHead } from '#server/ports/repositories.ts'
import { remoteProblem } from '../modules/module-remote.ts'
import { fetchCommit } from './fetch-commit.ts'
import { readTree, textsOf } from './read-tree.ts'
import { withRemote } from './with-remote.ts'

const options = { credentialFix: say`Give a token that may read the repository` }

/** Fetches the newest commit of a remote repository, without its history. */
export function lookAtRemote(
  repository: RemoteRepository,
  wanted: (path: string) => boolean,
): Promise<Result<RepositoryHead, Problem>> {
  return withRemote(repository, options, async (remote, folder) => {
    const head = await remote.git(['ls-remote', '--symref', '--', remote.url, 'HEAD'])
    if (head.code !== 0) return err(remoteProblem(remote, head))
    const branch = /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(head.stdout)?.[1] ?? 'main'
    const commit = /^([0-9a-f]{40,64})\tHEAD$/m.exec(head.stdout)?.[1]
    if (commit === undefined)
      return err(problem('not-found', say`The repository ${remote.name} is empty`, { fix: say`Push a first commit` }))
    const bare = join(folder, 'repository')
    const fetched = await fetchCommit(remote, bare, commit)
    if (!fetched.ok) return fetched
    const read = await readTree(bare, commit, remote.name, wanted)
    if (!read.ok) return read
    const { paths, files } = read.value
    return ok({ branch, commit, paths, texts: Object.fromEntries(textsOf(files)) })
  })
}
