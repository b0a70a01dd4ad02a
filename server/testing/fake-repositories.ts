import { sha256 } from '#domain/manifests/sha256.ts'
import { problem } from '#domain/problem.ts'
import { err, ok } from '#domain/result.ts'
import type { Commit, GitRepositories, HostedRepository } from '../ports/repositories.ts'

interface Kept {
  readonly commits: (Commit & { readonly files: ReadonlyMap<string, string> })[]
}

/** Hosted repositories in memory with one branch `main`; every other repository resolves any revision to a made-up commit. */
export function createFakeRepositories(): GitRepositories {
  const kept = new Map<string, Kept>()
  const keyOf = ({ project, repository }: HostedRepository): string => `${project}/${repository}`
  const missing = err(problem('not-found', 'There is no such repository, revision or file'))
  const at = (hosted: HostedRepository, revision: string) => {
    const commits = kept.get(keyOf(hosted))?.commits ?? []
    return ['', 'main', 'refs/heads/main'].includes(revision)
      ? commits.at(-1)
      : commits.find(({ commit }) => commit === revision)
  }
  function add(
    hosted: HostedRepository,
    files: ReadonlyMap<string, string>,
    author: { readonly name: string; readonly email: string },
    message: string,
    time: string,
  ): string {
    const commits = kept.get(keyOf(hosted))?.commits ?? []
    const commit = sha256(JSON.stringify([commits.length, [...files], author.name, message])).slice(0, 40)
    commits.push({ commit, message, author: author.name, authorEmail: author.email, at: time, files })
    kept.set(keyOf(hosted), { commits })
    return commit
  }
  return {
    async create(hosted, first) {
      if (kept.has(keyOf(hosted))) return err(problem('already-exists', 'It is there'))
      const files = new Map([...first.files].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]))
      return ok({ commit: add(hosted, files, first.author, first.message, first.at) })
    },
    exists: async (hosted) => kept.has(keyOf(hosted)),
    async resolveRevision(repository, revision) {
      if ('url' in repository) return ok(sha256(repository.url + revision).slice(0, 40))
      const found = at(repository, revision)
      return found === undefined ? missing : ok(found.commit)
    },
    async look(repository, wanted) {
      const head = 'url' in repository ? undefined : at(repository, '')
      if (head === undefined) return missing
      const texts = Object.fromEntries([...head.files].filter(([path]) => wanted(path)))
      return ok({ branch: 'main', commit: head.commit, paths: [...head.files.keys()], texts })
    },
    async listCommits(hosted, revision, limit) {
      const end = at(hosted, revision)
      const commits = kept.get(keyOf(hosted))?.commits ?? []
      if (end === undefined) return missing
      return ok(
        commits
          .slice(0, commits.indexOf(end) + 1)
          .reverse()
          .slice(0, limit)
          .map(({ files: _files, ...commit }) => commit),
      )
    },
    listRefs: async (repository) =>
      'url' in repository || !kept.has(keyOf(repository))
        ? missing
        : ok({ branches: ['main'], tags: [], defaultBranch: 'main' }),
    async changedPaths(hosted, before, after) {
      const [old, now] = [before === undefined ? undefined : at(hosted, before), at(hosted, after)]
      if (now === undefined) return missing
      const paths = [...new Set([...now.files.keys(), ...(old?.files.keys() ?? [])])]
      return ok(paths.filter((path) => old?.files.get(path) !== now.files.get(path)))
    },
    async readFiles(hosted, revision, { directory, matching }) {
      const found = at(hosted, revision)
      if (found === undefined) return missing
      const start = directory === '' ? '' : `${directory}/`
      const below = [...found.files].filter(([path]) => path.startsWith(start) && matching.test(path))
      return ok(Object.fromEntries(below.map(([path, text]) => [path.slice(start.length), text])))
    },
    async readFile(hosted, revision, path) {
      const text = at(hosted, revision)?.files.get(path)
      return text === undefined ? missing : ok(text)
    },
    async readBytes(hosted, revision, path) {
      const text = at(hosted, revision)?.files.get(path)
      return ok(text === undefined ? undefined : new TextEncoder().encode(text))
    },
    async commitFiles(hosted, { files, author, message, expectedHead, at: time = '2026-01-01T00:00:00Z' }) {
      const head = at(hosted, 'main')
      if (head === undefined || head.commit !== expectedHead)
        return err(problem('version-conflict', 'The branch has moved'))
      const next = new Map(head.files)
      for (const [path, text] of Object.entries(files)) {
        if (text === null) next.delete(path)
        else next.set(path, text)
      }
      return ok({ commit: add(hosted, next, author, message, time) })
    },
  }
}
