import { posix } from 'node:path'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { runGit } from './run-git.ts'

/** In bytes; a longer listing is not a folder of sources but a mistake. */
const largestTree = 24 * 2 ** 20

interface Entry {
  readonly path: string
  readonly object: string
  readonly size: number
  readonly isLink: boolean
}

export interface ReadTree {
  /** The wanted files by path. */
  readonly files: ReadonlyMap<string, Buffer>
  /** Every path of the commit, wanted or not. */
  readonly paths: readonly string[]
}

/**
 * Reads several files of a commit with one call. Skips submodules, and symbolic links too unless those within the tree are `followed`. `name` is the
 * repository's name in problems.
 */
export async function readTree(
  repository: string,
  commit: string,
  name: string,
  isWanted: (path: string, size: number) => boolean,
  links: 'followed' | 'left out' = 'left out',
): Promise<Result<ReadTree, Problem>> {
  const listed = await runGit(['ls-tree', '-r', '-z', '-l', '--full-tree', commit], { directory: repository })
  if (listed.code !== 0)
    return err(
      problem('internal', say`The files of ${name} cannot be listed`, { detail: listed.stderr.slice(0, 2000) }),
    )
  const found = listed.stdout.split('\0').flatMap(entryOf)
  const own = found.filter(({ isLink }) => !isLink)
  const linked = links === 'followed' ? await followed(repository, found) : []
  const all = [...own, ...linked]
  const entries = all.filter(({ path, size }) => isWanted(path, size))
  const size = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (size > largestTree)
    return err(
      problem(
        'too-large',
        say`The sources in ${name} have ${Math.round(size / 2 ** 20)} MiB; ${largestTree / 2 ** 20} MiB are the most`,
      ),
    )
  const read = await readObjects(repository, entries)
  if ('stderr' in read)
    return err(problem('internal', say`The files of ${name} cannot be read`, { detail: read.stderr.slice(0, 2000) }))
  return ok({ files: read.files, paths: all.map(({ path }) => path) })
}

async function readObjects(
  repository: string,
  entries: readonly Entry[],
): Promise<{ files: Map<string, Buffer> } | { stderr: string }> {
  const read = await runGit(['cat-file', '--batch'], {
    directory: repository,
    input: entries.map(({ object }) => `${object}\n`).join(''),
  })
  if (read.code !== 0) return { stderr: read.stderr }
  const files = new Map<string, Buffer>()
  let at = 0
  for (const entry of entries) {
    // Each object comes as "<id> blob <size>\n<bytes>\n".
    const begin = read.bytes.indexOf(10, at) + 1
    files.set(entry.path, Buffer.from(read.bytes.subarray(begin, begin + entry.size)))
    at = begin + entry.size + 1
  }
  return { files }
}

/** Lists the targets of symbolic links within the tree under the links' own paths: files, and everything in folders. */
async function followed(repository: string, entries: readonly Entry[]): Promise<Entry[]> {
  const links = entries.filter(({ isLink, size }) => isLink && size < 4096)
  if (links.length === 0) return []
  const read = await readObjects(repository, links)
  if ('stderr' in read) return []
  const targets = new Map([...read.files].map(([path, target]) => [path, posix.join(path, '..', target.toString())]))
  return [...targets.keys()].flatMap((link) => {
    const target = withoutLinks(link, targets)
    if (target === undefined || link === target || link.startsWith(`${target}/`)) return []
    return entries.flatMap((entry) => {
      if (entry.isLink || (entry.path !== target && !entry.path.startsWith(`${target}/`))) return []
      return [{ ...entry, path: link + entry.path.slice(target.length) }]
    })
  })
}

/** Resolves the links in a path; undefined for loops and for links out of the tree. */
function withoutLinks(path: string, targets: ReadonlyMap<string, string>): string | undefined {
  let at = path
  for (let turn = 0; turn < 10; turn += 1) {
    const link = [...targets.keys()].find((one) => at === one || at.startsWith(`${one}/`))
    if (link === undefined) return at === '.' || at.startsWith('..') ? undefined : at
    at = posix.join(targets.get(link) ?? '', at.slice(link.length))
  }
  return undefined
}

/** Decodes files as texts. */
export function textsOf(files: ReadTree['files']): Map<string, string> {
  return new Map([...files].map(([path, bytes]) => [path, bytes.toString()]))
}

function entryOf(line: string): Entry[] {
  const match = /^(100644|100755|100664|120000) blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line)
  if (match === null) return []
  const [, mode, object = '', size, path = ''] = match
  return [{ object, size: Number(size), path, isLink: mode === '120000' }]
}
