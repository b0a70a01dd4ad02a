import { nativeHash } from '#compiler/host/native-hash.ts'
import { isPicturePath, largestPicture } from '#domain/adapters/catalog/picture.ts'
import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { sourcesDigest } from '#domain/manifests/sources-digest.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { readTree, textsOf } from '../git/read-tree.ts'

/** Reads the CUE files, Markdown and icons in a folder of a commit. */
export async function readModuleTree(
  repository: string,
  commit: string,
  directory: string,
  name: string,
): Promise<Result<ModuleSources, Problem>> {
  const start = directory === '' ? '' : `${directory}/`
  const read = await readTree(
    repository,
    commit,
    name,
    (path) => path.startsWith(start) && /\.(cue|md|svg)$/.test(path),
    'followed',
  )
  if (!read.ok) return read
  const files = Object.fromEntries(
    [...textsOf(read.value.files)].map(([path, text]) => [path.slice(start.length), text]),
  )
  if (files['cue.mod/module.cue'] === undefined) return err(noModule(name, directory, read.value.paths))
  return ok({ digest: sourcesDigest(files, nativeHash), files })
}

/** Limit for all pictures together, in bytes; further ones are left out. */
const mostPictures = 20 * 2 ** 20

/** Reads the pictures that READMEs in a folder of a commit may show, by path below it. A module works without them. */
export async function readModulePictures(
  repository: string,
  commit: string,
  directory: string,
  name: string,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const start = directory === '' ? '' : `${directory}/`
  let left = mostPictures
  const read = await readTree(repository, commit, name, (path, size) => {
    if (!path.startsWith(start) || !isPicturePath(path) || size > largestPicture || size > left) return false
    left -= size
    return true
  })
  return new Map(read.ok ? [...read.value.files].map(([path, bytes]) => [path.slice(start.length), bytes]) : [])
}

function noModule(name: string, directory: string, all: readonly string[]): Problem {
  const roots = all.flatMap((path) => {
    const root = /^(?:(.*)\/)?cue\.mod\/module\.cue$/.exec(path)
    return root === null ? [] : [root[1] ?? '.']
  })
  const [root = '.'] = roots
  return problem(
    'not-found',
    directory === ''
      ? say`The repository ${name} has no CUE module in its root (no cue.mod/module.cue)`
      : say`The repository ${name} has no CUE module in ${directory} (no cue.mod/module.cue)`,
    {
      fix:
        roots.length === 0
          ? say`Check that it is a repository of Cloud Native Adapters`
          : roots.length === 1 && root === '.'
            ? say`There is one in its root: name no folder, and no path in the remote of a QVS Config`
            : say`There is one in ${roots.slice(0, 3).join(', ')}: give that folder, in a QVS Config as the path of remote: {repo, revision, path: ${root}}`,
    },
  )
}
