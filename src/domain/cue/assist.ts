import { cueDefinition } from './definition.ts'
import { importsOf } from './imports.ts'
import { cueOutline, type CueDeclaration } from './outline.ts'
import { type CueFiles, filesBeside, filesOfImport } from './packages.ts'

/** What is written where a name is declared: the declaration and the comment above it. */
export interface CueHover {
  readonly from: number
  readonly to: number
  readonly declaration: string
  readonly doc: string
  /** Path of the file and the line. */
  readonly place: string
}

/** What an editor shows about the name at an offset; undefined where its declaration is not found. */
export function cueHover(path: string, text: string, offset: number, nearby: CueFiles): CueHover | undefined {
  const found = cueDefinition(path, text, offset, nearby)
  const token = cueOutline(text).tokens.find(({ at, text: part }) => at <= offset && offset <= at + part.length)
  if (found === undefined || token === undefined) return undefined
  const lines = (found.path === path ? text : (nearby[found.path] ?? '')).split('\n')
  const at = found.line - 1
  let first = at
  while (first > 0 && /^\s*\/\//.test(lines[first - 1] ?? '')) first -= 1
  const doc = lines.slice(first, at).map((line) => line.replace(/^\s*\/\/ ?/, ''))
  return {
    from: token.at,
    to: token.at + token.text.length,
    declaration: (lines[at] ?? '').trim(),
    doc: doc.join('\n'),
    place: `${found.path}:${found.line}`,
  }
}

/** A name that may stand at a place, with what it is. */
export interface CueCompletion {
  readonly name: string
  readonly kind: 'field' | 'package' | 'import'
  readonly detail: string
  readonly from: number
}

/**
 * Names that may follow at an offset: fields behind a dot, else what the blocks around, the package and the imports declare; paths of packages
 * inside an import.
 */
export function completeCue(
  path: string,
  text: string,
  offset: number,
  nearby: CueFiles,
  packages: readonly string[],
): readonly CueCompletion[] {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  const quoted = /^\s*(?:import\s+)?(?:[\w#]+\s+)?"([^"]*)$/.exec(line)?.[1]
  if (quoted !== undefined)
    return packages.map((name) => ({ name, kind: 'import', detail: '', from: offset - quoted.length }))
  const [, chain = '', begun = ''] = /((?:[\w#$]+\.)*)([\w#$]*)$/.exec(line) ?? []
  const from = offset - begun.length
  const names = chain.split('.').slice(0, -1)
  const outline = cueOutline(text)
  const imports = importsOf(text)
  const index = outline.tokens.findLastIndex(({ at }) => at < from)
  const around = outline.scopesOf[index] ?? [0]
  const visible = outline.declarations.filter(
    (one) => one.at !== from && one.scopes.every((id, at) => around[at] === id),
  )
  function importedOrBeside([root = '', ...rest]: readonly string[]): readonly CueDeclaration[] {
    const source = imports.find(({ name }) => name === root)
    const files = source === undefined ? filesBeside(path, text, nearby) : filesOfImport(source.path, nearby)
    const steps = source === undefined ? [root, ...rest] : rest
    return files.flatMap(([, file]) => childrenOf(cueOutline(file).declarations, steps))
  }
  const found =
    names.length === 0
      ? [
          ...visible,
          ...filesBeside(path, text, nearby).flatMap(([, file]) => childrenOf(cueOutline(file).declarations, [])),
        ]
      : membersOf(names, visible, outline.declarations, importedOrBeside)
  const fields = found.map(({ name }): CueCompletion => ({ name, kind: 'field', detail: '', from }))
  const packageNames =
    names.length > 0
      ? []
      : imports.map(({ name, path: detail }): CueCompletion => ({ name, kind: 'package', detail, from }))
  return [...new Map([...fields, ...packageNames].map((one) => [one.name, one])).values()]
}

/** What stands below `a.b.`: below the nearest declaration of that name, else in a package. */
function membersOf(
  names: readonly string[],
  visible: readonly CueDeclaration[],
  all: readonly CueDeclaration[],
  elsewhere: (names: readonly string[]) => readonly CueDeclaration[],
): readonly CueDeclaration[] {
  const [root = '', ...rest] = names
  const own = visible.filter(({ name }) => name === root).toSorted((a, b) => b.scopes.length - a.scopes.length)[0]
  return own === undefined ? elsewhere(names) : childrenOf(all, [...own.path, ...rest])
}

function childrenOf(declarations: readonly CueDeclaration[], path: readonly string[]): readonly CueDeclaration[] {
  return declarations.filter(
    (one) => one.path.length === path.length + 1 && path.every((part, index) => one.path[index] === part),
  )
}
