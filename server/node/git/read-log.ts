import type { Commit } from '#server/ports/repositories.ts'
import { runGit, type GitOutcome } from './run-git.ts'

/** Reads the newest commits of a commit's history, newest first. */
export async function readLog(
  directory: string,
  commit: string,
  limit: number,
): Promise<GitOutcome & { readonly commits: readonly Commit[] }> {
  const format = '--format=%H%x00%an%x00%ae%x00%cI%x00%s'
  const log = await runGit(['log', `--max-count=${limit}`, format, commit], { directory })
  return { ...log, commits: log.code === 0 ? log.stdout.split('\n').filter(Boolean).map(readCommit) : [] }
}

function readCommit(line: string): Commit {
  const [commit = '', author = '', authorEmail = '', at = '', message = ''] = line.split('\0')
  return { commit, author, authorEmail, at, message }
}
