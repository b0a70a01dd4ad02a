import type { ModuleSources } from '#domain/adapters/kernel.ts'
import { sourcesDigest } from '#domain/manifests/sources-digest.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { runGit } from '../git/run-git.ts'

/** More than this is no module but a mistake. */
const largestModule = 24 * 2 ** 20

interface Entry {
  readonly path: string
  readonly object: string
  readonly size: number
}

/** Reads the CUE files, and the Markdown beside them, that a folder of a commit holds; symbolic links and submodules are left out. */
export async function readModuleTree(
  repository: string,
  commit: string,
  directory: string,
  name: string,
): Promise<Result<ModuleSources, Problem>> {
  const listed = await runGit(['ls-tree', '-r', '-z', '-l', '--full-tree', commit], { directory: repository })
  if (listed.code !== 0)
    return err(problem('internal', `The files of ${name} cannot be listed`, { detail: listed.stderr.slice(0, 2000) }))
  const all = listed.stdout.split('\0').flatMap(entryOf)
  const start = directory === '' ? '' : `${directory}/`
  if (!all.some(({ path }) => path === `${start}cue.mod/module.cue`)) return err(noModule(name, directory, all))
  const entries = all.filter(({ path }) => path.startsWith(start) && /\.(cue|md)$/.test(path))
  const size = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (size > largestModule)
    return err(
      problem(
        'too-large',
        `The module in ${name} has ${Math.round(size / 2 ** 20)} MiB of CUE; ${largestModule / 2 ** 20} MiB are the most`,
      ),
    )
  const read = await runGit(['cat-file', '--batch'], {
    directory: repository,
    input: entries.map(({ object }) => `${object}\n`).join(''),
  })
  if (read.code !== 0)
    return err(problem('internal', `The files of ${name} cannot be read`, { detail: read.stderr.slice(0, 2000) }))
  const files: Record<string, string> = {}
  let at = 0
  for (const entry of entries) {
    // Each object comes as "<id> blob <size>\n<bytes>\n".
    const begin = read.bytes.indexOf(10, at) + 1
    files[entry.path.slice(start.length)] = Buffer.from(read.bytes.subarray(begin, begin + entry.size)).toString()
    at = begin + entry.size + 1
  }
  return ok({ digest: sourcesDigest(files), files })
}

function entryOf(line: string): Entry[] {
  const match = /^100(?:644|755|664) blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line)
  return match === null ? [] : [{ object: match[1] ?? '', size: Number(match[2]), path: match[3] ?? '' }]
}

function noModule(name: string, directory: string, all: readonly Entry[]): Problem {
  const roots = all.flatMap(({ path }) => {
    const root = /^(?:(.*)\/)?cue\.mod\/module\.cue$/.exec(path)
    return root === null ? [] : [root[1] ?? '.']
  })
  return problem(
    'not-found',
    `The repository ${name} has no CUE module in ${directory === '' ? 'its root' : directory} (no cue.mod/module.cue)`,
    {
      fix:
        roots.length === 0
          ? 'Check that it is a repository of Cloud Native Adapters'
          : `There is one in ${roots.slice(0, 3).join(', ')}: write remote with repo, revision and path: ${roots[0]}`,
    },
  )
}
