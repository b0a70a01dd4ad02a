import { directoryOf, type FoundModule } from '#domain/adapters/modules/found-module.ts'
import { importsOf } from '#domain/cue/imports.ts'
import { logicalFolder, packagePaths } from '#domain/cue/packages.ts'

export interface OpenedFile {
  readonly module: string
  readonly revision: string
  readonly file: string
  readonly text: string
}

// Characters. Generated schemas can have hundreds of kilobytes per file, so what is sent along with a file is limited.
const mostNearby = 600_000

/** Opens a file by its path, which begins with its module's. */
export function openFile(modules: readonly FoundModule[], path: string): OpenedFile | undefined {
  const owners = modules.toSorted((a, b) => b.path.length - a.path.length)
  for (const { path: module, revision, sources } of owners) {
    if (!path.startsWith(`${module}/`)) continue
    const file = path.slice(module.length + 1)
    const text = sources.files[file]
    if (text !== undefined) return { module, revision, file, text }
  }
  return undefined
}

/** The other files of a file's package, and those of imported packages, recursively. */
export function nearbyFiles(
  modules: readonly FoundModule[],
  path: string,
  text: string,
): Readonly<Record<string, string>> {
  const folders = [folderOf(path), ...importsOf(text).map(({ path: imported }) => directoryOf(imported))]
  return filesIn(modules, folders, path)
}

/** The files of packages, by import path. */
export function importedFiles(modules: readonly FoundModule[], imports: readonly string[]): Record<string, string> {
  return filesIn(modules, imports.map(directoryOf))
}

/** Import paths of all packages of the modules. */
export function packagesOf(modules: readonly FoundModule[]): readonly string[] {
  return packagePaths(Object.fromEntries(textsOf(modules)))
}

/** Files of folders and, within the limit, of their imports, where a value may be declared. */
function filesIn(modules: readonly FoundModule[], folders: readonly string[], except?: string): Record<string, string> {
  const out: Record<string, string> = {}
  const seen = new Set<string>()
  let size = 0
  for (let wanted = folders; wanted.length > 0;) {
    for (const folder of wanted) seen.add(folder)
    const imported: string[] = []
    for (const [whole, content] of textsOf(modules)) {
      if (whole === except || !wanted.includes(logicalFolder(whole))) continue
      size += content.length
      if (size > mostNearby) return out
      out[whole] = content
      imported.push(...importsOf(content).map(({ path }) => directoryOf(path)))
    }
    wanted = [...new Set(imported)].filter((folder) => !seen.has(folder))
  }
  return out
}

function textsOf(modules: readonly FoundModule[]): (readonly [string, string])[] {
  return modules.flatMap(({ path, sources }) =>
    Object.entries(sources.files).flatMap(([file, text]) =>
      file.endsWith('.cue') ? [[`${path}/${file}`, text] as const] : [],
    ),
  )
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}
