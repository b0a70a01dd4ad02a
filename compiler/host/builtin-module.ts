import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { sourcesDigest } from '#domain/manifests/sources-digest.ts'
import { nativeHash } from './native-hash.ts'

/** Folder of the built-in module `linewright.dev/adapters`. */
export const builtinModuleDirectory = fileURLToPath(new URL('../../adapters', import.meta.url))

// The schemas of Kubernetes and Tekton that `compiler/schemas` makes: the module imports them as if they lay below its `cue.mod/gen`.
const schemasDirectory = fileURLToPath(new URL('../../.build/schemas/gen', import.meta.url))

/** Reads a CUE module from a folder: its CUE files, and the Markdown and icons beside them, which the catalog shows. */
export async function readModule(directory: string): Promise<ModuleSources> {
  const files: Record<string, string> = await readFiles(directory, '')
  if (directory === builtinModuleDirectory) Object.assign(files, await readFiles(schemasDirectory, 'cue.mod/gen/'))
  return { digest: sourcesDigest(files, nativeHash), files }
}

async function readFiles(directory: string, prefix: string): Promise<Record<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const wanted = entries.filter((entry) => entry.isFile() && /\.(cue|md|svg)$/.test(entry.name))
  const texts = await Promise.all(
    wanted.map(async (entry): Promise<[string, string]> => {
      const file = join(entry.parentPath, entry.name)
      return [prefix + relative(directory, file).split(sep).join('/'), await readFile(file, 'utf8')]
    }),
  )
  return Object.fromEntries(texts)
}
