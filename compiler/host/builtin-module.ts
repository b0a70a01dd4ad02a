import type { Stats } from 'node:fs'
import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { sourcesDigest } from '#domain/manifests/sources-digest.ts'
import { nativeHash } from './native-hash.ts'

/** Folder of the built-in module `linewright.dev/adapters`. */
export const builtinModuleDirectory = fileURLToPath(new URL('../../adapters', import.meta.url))

// The module imports the Kubernetes and Tekton schemas from `compiler/schemas` as if they were below its `cue.mod/gen`.
const schemasDirectory = fileURLToPath(new URL('../../.build/schemas/gen', import.meta.url))

/** Reads a CUE module from a folder: its CUE files, and the Markdown and icons that the catalog shows. */
export async function readModule(directory: string): Promise<ModuleSources> {
  const files: Record<string, string> = await readFiles(directory, '')
  if (directory === builtinModuleDirectory) Object.assign(files, await readFiles(schemasDirectory, 'cue.mod/gen/'))
  return { digest: sourcesDigest(files, nativeHash), files }
}

async function readFiles(directory: string, prefix: string): Promise<Record<string, string>> {
  const paths = await filesIn(await realpath(directory), directory)
  const texts = await Promise.all(
    paths.map(async (file): Promise<[string, string]> => {
      return [prefix + relative(directory, file).split(sep).join('/'), await readFile(file, 'utf8')]
    }),
  )
  return Object.fromEntries(texts)
}

/** Lists files, following symbolic links within the module as in a commit; skips the folders of Git and package managers. */
async function filesIn(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found = await Promise.all(
    entries.map(async (entry): Promise<string[]> => {
      const path = join(folder, entry.name)
      const kind = entry.isSymbolicLink() ? await linkedWithin(root, path) : entry
      if (kind?.isDirectory() === true)
        return entry.name === '.git' || entry.name === 'node_modules' ? [] : filesIn(root, path)
      return kind?.isFile() === true && /\.(cue|md|svg)$/.test(entry.name) ? [path] : []
    }),
  )
  return found.flat()
}

async function linkedWithin(root: string, link: string): Promise<Stats | undefined> {
  const target = await realpath(link).catch(() => undefined)
  if (target === undefined || !target.startsWith(root + sep) || join(link, sep).startsWith(join(target, sep)))
    return undefined
  return stat(target)
}
