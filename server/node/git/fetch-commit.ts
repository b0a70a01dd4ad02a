import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { say } from '#domain/sentence.ts'
import { type Remote, remoteProblem } from '../modules/module-remote.ts'

export interface Fetched {
  /** How many commits of history to fetch, counting the commit itself. */
  readonly depth: number
  /** Whether to fetch the files too. Only a hint: some servers send them anyway. */
  readonly withFiles: boolean
}

/** Fetches one commit into a new bare repository, without its history by default. If the server does not serve single commits, fetches everything. */
export async function fetchCommit(
  remote: Remote,
  folder: string,
  commit: string,
  { depth, withFiles }: Fetched = { depth: 1, withFiles: true },
): Promise<Result<void, Problem>> {
  await remote.git(['init', '--quiet', '--bare', folder])
  const fetch = ['fetch', '--quiet', '--no-tags', ...(withFiles ? [] : ['--filter=tree:0'])]
  const shallow = await remote.git([...fetch, `--depth=${depth}`, '--', remote.url, commit], folder)
  if (shallow.code === 0) return ok(undefined)
  if (
    !/not our ref|unadvertised|allow request|shallow|no such remote ref|couldn't find remote ref/i.test(shallow.stderr)
  )
    return err(remoteProblem(remote, shallow))
  const all = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*']
  const whole = await remote.git([...fetch, '--', remote.url, ...all], folder)
  if (whole.code !== 0) return err(remoteProblem(remote, whole))
  const found = await remote.git(['cat-file', '-e', `${commit}^{commit}`], folder)
  if (found.code === 0) return ok(undefined)
  return err(
    problem('not-found', say`The repository ${remote.name} has no commit ${commit}`, {
      fix: say`Give a commit that a branch or tag of the repository contains`,
    }),
  )
}
