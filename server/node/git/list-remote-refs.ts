import type { Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { say } from '#domain/sentence.ts'
import type { Refs, RemoteRepository } from '#server/ports/repositories.ts'
import { remoteProblem } from '../modules/module-remote.ts'
import { withRemote } from './with-remote.ts'

const options = {
  credentialFix: say`Type the branch, tag or commit by hand`,
  // A person waits at a form.
  timeoutMs: 15_000,
}

/** Lists branches and tags of a remote repository without fetching anything. */
export function listRemoteRefs(repository: RemoteRepository): Promise<Result<Refs, Problem>> {
  return withRemote(repository, options, async (remote) => {
    const answer = await remote.git(['ls-remote', '--symref', '--', remote.url, 'HEAD', 'refs/heads/*', 'refs/tags/*'])
    if (answer.code !== 0) return err(remoteProblem(remote, answer))
    const names = answer.stdout.split('\n').flatMap((line) => line.split('\t')[1] ?? [])
    const below = (prefix: string) =>
      names.filter((name) => name.startsWith(prefix) && !name.endsWith('^{}')).map((name) => name.slice(prefix.length))
    return ok({
      branches: below('refs/heads/'),
      tags: below('refs/tags/').sort((a, b) => b.localeCompare(a, 'en', { numeric: true })),
      defaultBranch: /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(answer.stdout)?.[1] ?? 'main',
    })
  })
}
