import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { GitAuthor } from '#server/ports/repositories.ts'
import { gitProblem } from './git-problem.ts'
import { runGit } from './run-git.ts'

interface TreeChange {
  /** New contents by path; undefined deletes the file. */
  readonly files: ReadonlyMap<string, Uint8Array | undefined>
  readonly author: GitAuthor
  readonly message: string
  readonly at: string
  readonly parent: string | undefined
}

/** Makes a commit with plumbing commands and a temporary index, moves no branch, and returns the commit's id. */
export async function commitTree(directory: string, change: TreeChange): Promise<Result<string, Problem>> {
  const index = join(directory, `index-${randomUUID()}`)
  const env = { GIT_INDEX_FILE: index }
  try {
    if (change.parent !== undefined) {
      const read = await runGit(['read-tree', change.parent], { directory, env })
      if (read.code !== 0) return err(gitProblem(read))
    }
    const entries = await storeFiles(directory, change.files)
    if (!entries.ok) return entries
    const put = await runGit(['update-index', '-z', '--index-info'], { directory, env, input: entries.value })
    if (put.code !== 0) return err(gitProblem(put))
    const tree = await runGit(['write-tree'], { directory, env })
    if (tree.code !== 0) return err(gitProblem(tree))
    const parents = change.parent === undefined ? [] : ['-p', change.parent]
    const { name, email } = change.author
    const identity = {
      ...{ GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_AUTHOR_DATE: change.at },
      ...{ GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email, GIT_COMMITTER_DATE: change.at },
    }
    const commit = await runGit(['commit-tree', tree.stdout.trim(), ...parents], {
      directory,
      env: identity,
      input: change.message,
    })
    return commit.code === 0 ? ok(commit.stdout.trim()) : err(gitProblem(commit))
  } finally {
    await rm(index, { force: true })
    await rm(`${index}.lock`, { force: true })
  }
}

/** Stores the contents of files and returns the entries for `git update-index`. */
async function storeFiles(directory: string, files: TreeChange['files']): Promise<Result<string, Problem>> {
  let entries = ''
  for (const [path, bytes] of files) {
    if (bytes === undefined) {
      entries += `0 ${'0'.repeat(40)}\t${path}\0`
      continue
    }
    const stored = await runGit(['hash-object', '-w', '--stdin', '--no-filters'], { directory, input: bytes })
    if (stored.code !== 0) return err(gitProblem(stored))
    entries += `100644 ${stored.stdout.trim()}\t${path}\0`
  }
  return ok(entries)
}
