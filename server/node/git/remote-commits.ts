import { join } from 'node:path'
import type { Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { say } from '#domain/sentence.ts'
import type { Commit, RemoteRepository } from '#server/ports/repositories.ts'
import { keepAnswers } from '#server/services/kept-answers.ts'
import { remoteProblem } from '../modules/module-remote.ts'
import { fetchCommit } from './fetch-commit.ts'
import { readLog } from './read-log.ts'
import { withRemote } from './with-remote.ts'

type Listed = Result<readonly Commit[], Problem>

const options = {
  credentialFix: say`Give a token that may read the repository`,
  // A person waits at a gate.
  timeoutMs: 15_000,
}
/** How long to leave a repository alone after a failed read, in milliseconds, so that a page does not wait for it again and again. */
const restMs = 60_000

/**
 * Reads the history of a commit in remote repositories: fetches it without files into temporary folders. A history never changes, so it is fetched
 * once; what a token has opened is kept for that token only.
 */
export function createRemoteCommits() {
  const known = keepAnswers<Listed>(({ ok: isRead }) => isRead)
  const failed = new Map<string, Listed>()

  return async function list(repository: RemoteRepository, commit: string, limit: number): Promise<Listed> {
    const key = JSON.stringify([repository.url, repository.token, commit, limit])
    const before = failed.get(key)
    if (before !== undefined) return before
    const listed = await known.of(key, () => fetchLog(repository, commit, limit))
    if (!listed.ok) {
      failed.set(key, listed)
      setTimeout(() => failed.delete(key), restMs).unref()
    }
    return listed
  }
}

function fetchLog(repository: RemoteRepository, commit: string, limit: number): Promise<Listed> {
  return withRemote(repository, options, async (remote, folder) => {
    const bare = join(folder, 'repository')
    const fetched = await fetchCommit(remote, bare, commit, { depth: limit, withFiles: false })
    if (!fetched.ok) return fetched
    const log = await readLog(bare, commit, limit)
    return log.code === 0 ? ok(log.commits) : err(remoteProblem(remote, log))
  })
}
