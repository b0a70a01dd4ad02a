import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { runGit } from './run-git.ts'

/** More than this is no folder of sources but a mistake. */
const largestTree = 24 * 2 ** 20

interface Entry {
  readonly path: string
  readonly object: string
  readonly size: number
}

export interface ReadTree {
  /** The wanted files by path. */
  readonly files: ReadonlyMap<string, Buffer>
  /** Every path of the commit, wanted or not. */
  readonly paths: readonly string[]
}

/** Reads files of a commit at once; symbolic links and submodules are left out. `name` is what people call the repository. */
export async function readTree(
  repository: string,
  commit: string,
  name: string,
  isWanted: (path: string, size: number) => boolean,
): Promise<Result<ReadTree, Problem>> {
  const listed = await runGit(['ls-tree', '-r', '-z', '-l', '--full-tree', commit], { directory: repository })
  if (listed.code !== 0)
    return err(
      problem('internal', say`The files of ${name} cannot be listed`, { detail: listed.stderr.slice(0, 2000) }),
    )
  const all = listed.stdout.split('\0').flatMap(entryOf)
  const entries = all.filter(({ path, size }) => isWanted(path, size))
  const size = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (size > largestTree)
    return err(
      problem(
        'too-large',
        say`The sources in ${name} have ${Math.round(size / 2 ** 20)} MiB; ${largestTree / 2 ** 20} MiB are the most`,
      ),
    )
  const read = await runGit(['cat-file', '--batch'], {
    directory: repository,
    input: entries.map(({ object }) => `${object}\n`).join(''),
  })
  if (read.code !== 0)
    return err(problem('internal', say`The files of ${name} cannot be read`, { detail: read.stderr.slice(0, 2000) }))
  const files = new Map<string, Buffer>()
  let at = 0
  for (const entry of entries) {
    // Each object comes as "<id> blob <size>\n<bytes>\n".
    const begin = read.bytes.indexOf(10, at) + 1
    files.set(entry.path, Buffer.from(read.bytes.subarray(begin, begin + entry.size)))
    at = begin + entry.size + 1
  }
  return ok({ files, paths: all.map(({ path }) => path) })
}

/** Files as the texts that they are. */
export function textsOf(files: ReadTree['files']): Map<string, string> {
  return new Map([...files].map(([path, bytes]) => [path, bytes.toString()]))
}

function entryOf(line: string): Entry[] {
  const match = /^100(?:644|755|664) blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line)
  return match === null ? [] : [{ object: match[1] ?? '', size: Number(match[2]), path: match[3] ?? '' }]
}
