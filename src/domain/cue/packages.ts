import { packageName } from './imports.ts'

/** Texts of CUE files by full path, which begins with the module's path. */
export type CueFiles = Readonly<Record<string, string>>

type Named = readonly [path: string, text: string]

/** Files of the package with an import path. */
export function filesOfImport(importPath: string, files: CueFiles): readonly Named[] {
  const [directory = ''] = importPath.replace(/@[^/:]*/, '').split(':')
  const inFolder = Object.entries(files).filter(([file]) => logicalFolder(file) === directory)
  const named = inFolder.filter(([, text]) => packageOf(text) === packageName(importPath))
  // A folder whose package has another name still counts.
  return named.length > 0 || importPath.includes(':') ? named : inFolder
}

/** The other files of a file's package; a folder may contain several packages. */
export function filesBeside(path: string, text: string, files: CueFiles): readonly Named[] {
  const name = packageOf(text)
  return Object.entries(files).filter(
    ([file, other]) => file !== path && folderOf(file) === folderOf(path) && packageOf(other) === name,
  )
}

/** Shortest import paths of all packages in the files. */
export function packagePaths(files: CueFiles): readonly string[] {
  const found = Object.entries(files).flatMap(([file, text]) => {
    const [folder, name] = [logicalFolder(file), packageOf(text)]
    if (!file.endsWith('.cue') || name === undefined || file.endsWith('_tool.cue')) return []
    return [folder.endsWith(`/${name}`) ? folder : `${folder}:${name}`]
  })
  return [...new Set(found)].sort()
}

/** The package that a CUE file declares. */
export function packageOf(text: string): string | undefined {
  return /^\uFEFF?package\s+([\p{L}\p{N}_#$]+)/mu.exec(text)?.[1]
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

/** The folder of a file in import paths: vendored packages are below `cue.mod` under their own import path. */
export function logicalFolder(path: string): string {
  return folderOf(path.replace(/^.*\/cue\.mod\/(?:pkg|gen|usr)\//, ''))
}
