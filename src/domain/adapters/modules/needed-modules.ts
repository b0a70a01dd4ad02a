import { declaredPath, directoryOf } from './found-module.ts'
import type { ModuleSources } from '../kernel/kernel.ts'

/**
 * Returns the first module and the others it imports, directly or indirectly. A text that merely looks like an import path keeps a module in, which
 * costs only time.
 */
export function neededModules(modules: readonly ModuleSources[]): readonly ModuleSources[] {
  const [first, ...others] = modules
  if (first === undefined) return []
  const needed = new Set([first])
  for (const module of needed) {
    const imported = importsOf(module)
    for (const other of others) if (imported.some((path) => holds(other, path))) needed.add(other)
  }
  return modules.filter((module) => needed.has(module))
}

function importsOf({ files }: ModuleSources): readonly string[] {
  const found = Object.entries(files).flatMap(([name, text]) =>
    name.endsWith('.cue')
      ? [...text.matchAll(/"([\w-]+(?:\.[\w-]+)+(?::\d+)?\/[^"\s]+)"/g)].map(([, path = '']) => path)
      : [],
  )
  return [...new Set(found)].map(directoryOf)
}

const directories = new WeakMap<ModuleSources, ReadonlySet<string>>()

/** Whether a package may be part of the module itself or is vendored in it. */
function holds(module: ModuleSources, directory: string): boolean {
  const path = declaredPath(module)
  if (path !== undefined && (directory === path || directory.startsWith(`${path}/`))) return true
  let vendored = directories.get(module)
  if (vendored === undefined) {
    const all = Object.keys(module.files).map(
      (file) => /^cue\.mod\/(?:pkg|gen|usr)\/(.+)\/[^/]+$/.exec(file)?.[1] ?? '',
    )
    vendored = new Set(all)
    directories.set(module, vendored)
  }
  return vendored.has(directory)
}
