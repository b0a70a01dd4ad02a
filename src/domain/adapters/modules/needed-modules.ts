import { declaredPath, directoryOf } from './found-module.ts'
import type { ModuleSources } from '../kernel/kernel.ts'

/**
 * The first module, and those of the others that it can see: their packages are imported by it or, in turn, by what it imports. Texts that
 * only look like an import path keep a module in; that costs nothing but time.
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

/** Whether a package may be of the module itself, or is vendored in it. */
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
