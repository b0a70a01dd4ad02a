import { packageName } from './imports.ts'

/** Texts of CUE files by their whole path, which begins with the path of their module. */
export type CueFiles = Readonly<Record<string, string>>

type Named = readonly [path: string, text: string]

/** The files of the package that an import path names. */
export function filesOfImport(importPath: string, files: CueFiles): readonly Named[] {
  const [directory = ''] = importPath.replace(/@[^/:]*/, '').split(':')
  const inFolder = Object.entries(files).filter(([file]) => logicalFolder(file) === directory)
  const named = inFolder.filter(([, text]) => packageOf(text) === packageName(importPath))
  // A folder whose one package is called otherwise is taken for it.
  return named.length > 0 || importPath.includes(':') ? named : inFolder
}

/** The other files of a file's package: several packages may share a folder. */
export function filesBeside(path: string, text: string, files: CueFiles): readonly Named[] {
  const name = packageOf(text)
  return Object.entries(files).filter(
    ([file, other]) => file !== path && folderOf(file) === folderOf(path) && packageOf(other) === name,
  )
}

/** Import paths of all packages among files, in their shortest form. */
export function packagePaths(files: CueFiles): readonly string[] {
  const found = Object.entries(files).flatMap(([file, text]) => {
    const [folder, name] = [logicalFolder(file), packageOf(text)]
    if (!file.endsWith('.cue') || name === undefined || file.endsWith('_tool.cue')) return []
    return [folder.endsWith(`/${name}`) ? folder : `${folder}:${name}`]
  })
  return [...new Set(found)].sort()
}

/** The package that a CUE file says it belongs to. */
export function packageOf(text: string): string | undefined {
  return /^\uFEFF?package\s+([\p{L}\p{N}_#$]+)/mu.exec(text)?.[1]
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

/** The folder of a file as imports name it: vendored packages stand below `cue.mod` under their own import path. */
export function logicalFolder(path: string): string {
  return folderOf(path.replace(/^.*\/cue\.mod\/(?:pkg|gen|usr)\//, ''))
}
