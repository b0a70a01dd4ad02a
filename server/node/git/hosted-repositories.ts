import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { idPattern } from '#domain/ids.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { keepAnswers } from '#server/services/kept-answers.ts'
import type { CommitRequest, GitRepositories, HostedRepository } from '#server/ports/repositories.ts'
import { commitTree } from './commit-tree.ts'
import { gitProblem } from './git-problem.ts'
import { listRemoteRefs } from './list-remote-refs.ts'
import { lookAtRemote } from './look-at-remote.ts'
import { objectId } from './object-id.ts'
import { readHead } from './read-head.ts'
import { readLog } from './read-log.ts'
import { readTree, textsOf } from './read-tree.ts'
import { createRemoteCommits } from './remote-commits.ts'
import { resolveRemoteRevision } from './remote-revision.ts'
import { runGit } from './run-git.ts'

/** Returns the folder of a hosted repository; undefined for an invalid name. */
export function repositoryFolder(root: string, { project, repository }: HostedRepository): string | undefined {
  return idPattern.test(project) && idPattern.test(repository) ? join(root, project, `${repository}.git`) : undefined
}

// The contents of a commit never change, and texts such as a QVS Config are read again and again.
const mostKept = 500
const longestKept = 100_000

/** Keeps repositories as bare Git folders below `root`. Commits are made with plumbing commands, so the server never has a checkout. */
export function createGitRepositories({ root }: { readonly root: string }): GitRepositories {
  const commits = keepAnswers<Result<string, Problem>>(({ ok: isThere }) => isThere, mostKept)
  const texts = keepAnswers<Result<string, Problem>>((read) => read.ok && read.value.length <= longestKept, mostKept)

  const commitsElsewhere = createRemoteCommits()

  async function open(hosted: HostedRepository): Promise<Result<string, Problem>> {
    const folder = repositoryFolder(root, hosted)
    const there = folder !== undefined && (await stat(join(folder, 'HEAD')).catch(() => undefined)) !== undefined
    return there
      ? ok(folder)
      : err(problem('not-found', say`There is no hosted repository ${hosted.project}/${hosted.repository}`))
  }

  async function resolve(hosted: HostedRepository, revision: string): Promise<Result<string, Problem>> {
    const folder = await open(hosted)
    if (!folder.ok) return folder
    const head = revision === '' ? await readHead(folder.value) : undefined
    if (head !== undefined) return ok(head)
    const ask = () => askForCommit(folder.value, hosted, revision === '' ? 'HEAD' : revision)
    return objectId.test(revision) ? commits.of(`${folder.value} ${revision}`, ask) : ask()
  }

  async function openAt(hosted: HostedRepository, revision: string) {
    const commit = await resolve(hosted, revision)
    if (!commit.ok) return commit
    const folder = await open(hosted)
    return folder.ok ? ok({ folder: folder.value, commit: commit.value }) : folder
  }

  /** Built aside and renamed, so that nobody ever sees half a repository. */
  async function aside<T>(
    hosted: HostedRepository,
    branch: string,
    fill: (fresh: string) => Promise<Result<T, Problem>>,
  ): Promise<Result<T, Problem>> {
    const folder = repositoryFolder(root, hosted)
    if (folder === undefined)
      return err(
        problem('invalid-request', say`${hosted.project}/${hosted.repository} is not a valid name of a repository`),
      )
    const taken = err(problem('already-exists', say`The repository ${hosted.repository} exists already`))
    if ((await open(hosted)).ok) return taken
    const fresh = join(root, '.new', randomUUID())
    await mkdir(fresh, { recursive: true })
    try {
      const made = await runGit(['init', '--quiet', '--bare', `--initial-branch=${branch}`, fresh])
      if (made.code !== 0) return err(gitProblem(made))
      const filled = await fill(fresh)
      if (!filled.ok) return filled
      await mkdir(dirname(folder), { recursive: true })
      await rename(fresh, folder)
      return filled
    } catch (error) {
      // Of two who make it at the same time, the first to rename has it.
      if ((await open(hosted)).ok) return taken
      throw error
    } finally {
      await rm(fresh, { recursive: true, force: true })
    }
  }

  return {
    exists: async (hosted) => (await open(hosted)).ok,
    resolveRevision: (repository, revision) =>
      'url' in repository ? resolveRemoteRevision(repository, revision) : resolve(repository, revision),

    async look(repository, wanted) {
      if ('url' in repository) return lookAtRemote(repository, wanted)
      const found = await openAt(repository, '')
      if (!found.ok) return found
      const { folder, commit } = found.value
      const head = await runGit(['symbolic-ref', '--short', 'HEAD'], { directory: folder })
      const read = await readTree(folder, commit, repository.repository, wanted)
      if (!read.ok) return read
      const { paths, files } = read.value
      return ok({
        branch: head.stdout.trim() || 'main',
        commit,
        paths,
        texts: Object.fromEntries(textsOf(files)),
      })
    },

    create: (hosted, first) =>
      aside(hosted, first.branch, async (fresh) => {
        const { files, author, message, at } = first
        const commit = await commitTree(fresh, { files, author, message, at, parent: undefined })
        if (!commit.ok) return commit
        const moved = await runGit(['update-ref', `refs/heads/${first.branch}`, commit.value], { directory: fresh })
        return moved.code === 0 ? ok({ commit: commit.value }) : err(gitProblem(moved))
      }),

    copy: (hosted, bring) => aside(hosted, 'main', bring),

    async listCommits(repository, revision, limit) {
      if ('url' in repository) return commitsElsewhere(repository, revision, limit)
      const found = await openAt(repository, revision)
      if (!found.ok) return found
      const log = await readLog(found.value.folder, found.value.commit, limit)
      return log.code === 0 ? ok(log.commits) : err(gitProblem(log))
    },

    async changedPaths(hosted, before, after) {
      const folder = await open(hosted)
      if (!folder.ok) return folder
      const compared =
        before === undefined
          ? ['ls-tree', '-r', '--name-only', '-z', '--end-of-options', after]
          : ['diff', '--name-only', '--no-renames', '-z', '--end-of-options', before, after]
      const found = await runGit(compared, { directory: folder.value })
      return found.code === 0 ? ok(found.stdout.split('\0').filter(Boolean)) : err(gitProblem(found))
    },

    async listRefs(repository) {
      if ('url' in repository) return listRemoteRefs(repository)
      const folder = await open(repository)
      if (!folder.ok) return folder
      const [refs, head] = await Promise.all([
        runGit(['for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/tags'], { directory: folder.value }),
        runGit(['symbolic-ref', '--short', 'HEAD'], { directory: folder.value }),
      ])
      if (refs.code !== 0) return err(gitProblem(refs))
      const names = refs.stdout.split('\n')
      const below = (prefix: string) =>
        names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
      return ok({
        branches: below('refs/heads/'),
        tags: below('refs/tags/'),
        defaultBranch: head.stdout.trim() || 'main',
      })
    },

    async readFiles(hosted, revision, { directory, matching }) {
      const found = await openAt(hosted, revision)
      if (!found.ok) return found
      const { folder, commit } = found.value
      const start = directory === '' ? '' : `${directory}/`
      const read = await readTree(folder, commit, hosted.repository, (path) => {
        return path.startsWith(start) && matching.test(path)
      })
      if (!read.ok) return read
      return ok(
        Object.fromEntries([...textsOf(read.value.files)].map(([path, text]) => [path.slice(start.length), text])),
      )
    },

    async readFile(hosted, revision, path) {
      const found = await openAt(hosted, revision)
      if (!found.ok) return found
      const { folder, commit } = found.value
      const blob = `${commit}:${path}`
      return texts.of(`${folder} ${blob}`, async () => {
        const read = await runGit(['cat-file', 'blob', blob], { directory: folder })
        if (read.code === 0) return ok(read.stdout)
        return err(
          problem('not-found', say`There is no file ${path} in ${hosted.repository} at ${commit.slice(0, 12)}`, {
            place: { document: path },
          }),
        )
      })
    },

    async readBytes(hosted, revision, path) {
      const found = await openAt(hosted, revision)
      if (!found.ok) return found
      const { folder, commit } = found.value
      const read = await runGit(['cat-file', 'blob', `${commit}:${path}`], { directory: folder })
      return ok(read.code === 0 ? read.bytes : undefined)
    },

    async commitFiles(hosted, request) {
      const folder = await open(hosted)
      if (!folder.ok) return folder
      const ref = `refs/heads/${request.branch}`
      const named = await runGit(['check-ref-format', ref])
      if (named.code !== 0)
        return err(problem('invalid-request', say`${request.branch} is not a valid name of a branch`))
      const moved = err(conflict(hosted, request))
      const head = await runGit(['rev-parse', '--verify', '--quiet', ref], { directory: folder.value })
      if (head.stdout.trim() !== (request.expectedHead ?? '')) return moved
      const encoder = new TextEncoder()
      const files = new Map(
        Object.entries(request.files).map(
          ([path, text]) => [path, text === null ? undefined : encoder.encode(text)] as const,
        ),
      )
      const at = request.at ?? new Date().toISOString()
      const start = request.expectedHead === undefined ? await resolve(hosted, '') : ok(request.expectedHead)
      if (!start.ok) return start
      const commit = await commitTree(folder.value, {
        files,
        author: request.author,
        message: request.message,
        at,
        parent: start.value,
      })
      if (!commit.ok) return commit
      // Compares and moves in one step, so that it never overwrites a push that came in between.
      const set = await runGit(['update-ref', ref, commit.value, request.expectedHead ?? '0'.repeat(40)], {
        directory: folder.value,
      })
      return set.code === 0 ? ok({ commit: commit.value }) : moved
    },

    async withdrawCommit(hosted, { branch, commit, before }) {
      const folder = await open(hosted)
      if (!folder.ok) return folder
      const set = await runGit(['update-ref', `refs/heads/${branch}`, before, commit], { directory: folder.value })
      return set.code === 0 ? ok(undefined) : err(conflict(hosted, { branch }))
    },

    async deleteBranch(hosted, { branch, commit }) {
      const folder = await open(hosted)
      if (folder.ok) await runGit(['update-ref', '-d', `refs/heads/${branch}`, commit], { directory: folder.value })
    },
  }
}

async function askForCommit(
  directory: string,
  { repository }: HostedRepository,
  revision: string,
): Promise<Result<string, Problem>> {
  const found = await runGit(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], {
    directory,
  })
  const commit = found.stdout.trim()
  if (found.code === 0 && objectId.test(commit)) return ok(commit)
  return err(
    problem('not-found', say`The repository ${repository} has no branch, tag or commit ${revision}`, {
      fix: say`Give a branch, a tag or a commit id`,
    }),
  )
}

function conflict(hosted: HostedRepository, { branch }: Pick<CommitRequest, 'branch'>): Problem {
  return problem('version-conflict', say`The branch ${branch} of ${hosted.repository} has moved in the meantime`, {
    fix: say`Read the new version, take over your changes and commit again`,
  })
}
