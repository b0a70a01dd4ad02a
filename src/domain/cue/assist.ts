import { distinct } from '../distinct.ts'
import { builtinMembers, builtinPackages } from './builtins.ts'
import { cueDefinition, cueNameAt } from './definition.ts'
import { importsOf } from './imports.ts'
import { composedBy, type FoundDeclaration, membersAt, packageAround, resolveNames } from './lookup.ts'
import { cueOutline, type CueOutline } from './outline.ts'
import { type CueFiles, filesBeside } from './packages.ts'

/** A declaration's source text and the comment above it. */
export interface CueHover {
  readonly from: number
  readonly to: number
  readonly declaration: string
  readonly doc: string
  /** File path and line. */
  readonly place: string
}

/** Hover information for the name at an offset; undefined if its declaration is not found. */
export function cueHover(path: string, text: string, offset: number, nearby: CueFiles): CueHover | undefined {
  const found = cueDefinition(path, text, offset, nearby)
  const { tokens } = cueOutline(text)
  const token = tokens.find(({ at, text: part }) => at <= offset && offset <= at + part.length)
  if (found === undefined || token === undefined) return undefined
  const lines = (found.path === path ? text : (nearby[found.path] ?? '')).split('\n')
  const at = found.line - 1
  let first = at
  while (first > 0 && /^\s*\/\//.test(lines[first - 1] ?? '')) first -= 1
  const doc = lines.slice(first, at).map((line) => line.replace(/^\s*\/\/ ?/, '').trimEnd())
  const { from, to } = cueNameAt(cueOutline(text), offset) ?? { from: token.at, to: token.at + token.text.length }
  return { from, to, declaration: (lines[at] ?? '').trim(), doc: doc.join('\n'), place: `${found.path}:${found.line}` }
}

/** A proposed name, with its details. */
export interface CueCompletion {
  readonly name: string
  readonly kind: 'field' | 'package' | 'import'
  readonly detail: string
  readonly from: number
}

/**
 * Proposes names at an offset: after a dot, fields; inside an import, package paths; otherwise the fields of the value around it, then names declared
 * in the blocks around, the package and the imports.
 */
export function completeCue(
  path: string,
  text: string,
  offset: number,
  nearby: CueFiles,
  packages: readonly string[],
): readonly CueCompletion[] {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  const quoted = /^\s*(?:import\s+)?(?:[\p{L}\p{N}_#]+\s+)?"([^"]*)$/u.exec(line)?.[1]
  if (quoted !== undefined)
    return [...packages, ...builtinPackages].map((name) => ({
      name,
      kind: 'import',
      detail: '',
      from: offset - quoted.length,
    }))
  const [, chain = '', begun = ''] = /((?:[\p{L}\p{N}_#$]+\.)*)([\p{L}\p{N}_#$]*)$/u.exec(line) ?? []
  const from = offset - begun.length
  const names = chain.split('.').slice(0, -1)
  const outline = cueOutline(text)
  const imports = importsOf(text)
  const index = outline.tokens.findLastIndex(({ at }) => at < from)
  const field = ({ name, detail = '' }: { readonly name: string; readonly detail?: string }): CueCompletion => {
    return { name, kind: 'field', detail, from }
  }
  if (names.length > 0) {
    const builtin = imports.find(({ name }) => names.length === 1 && name === names[0])?.path ?? ''
    const known = builtinMembers(builtin)
    if (known.length > 0) return known.map((name) => field({ name }))
    return distinct(
      shown(membersAt(resolveNames([path, text], { names, index }, nearby), nearby)).map(field),
      ({ name }) => name,
    )
  }
  const around = outline.scopesOf[index] ?? [0]
  const visible = outline.declarations.filter(
    (one) => one.at !== from && one.scopes.every((id, at) => around[at] === id),
  )
  const beside = filesBeside(path, text, nearby).flatMap(([, file]) =>
    cueOutline(file).declarations.filter((one) => one.path.length === 1),
  )
  const expected = shown(expectedAt(path, text, outline, index, nearby)).filter(({ at }) => at !== from)
  return distinct(
    [
      ...[...expected, ...visible, ...beside].map(field),
      ...imports.map(({ name, path: detail }): CueCompletion => ({ name, kind: 'package', detail, from })),
    ],
    ({ name }) => name,
  )
}

/** Fields of the struct around a place, or of the value that begins there. */
function expectedAt(
  path: string,
  text: string,
  outline: CueOutline,
  index: number,
  nearby: CueFiles,
): readonly FoundDeclaration[] {
  const files = packageAround(path, text, nearby)
  const before = outline.tokens[index]
  const label =
    before?.text === ':' ? outline.tokens.slice(0, index).findLast(({ text: part }) => part !== '?') : undefined
  const declared = outline.declarations.find(({ at }) => at === label?.at)
  const at = declared?.path ?? structAt(outline, index)
  const composed = composedBy(path, text, { at, index }, nearby)
  return (composed.length > 0 ? composed : [{ files, path: at }]).flatMap((target) => membersAt(target, nearby))
}

/** Path of the struct around the text after a token. */
function structAt({ tokens, pathOf }: CueOutline, index: number): readonly string[] {
  let depth = 0
  for (let at = index; at >= 0; at -= 1) {
    const part = tokens[at]?.text
    if (part === '}') depth += 1
    else if (part === '{' && depth > 0) depth -= 1
    else if (part === '{') return pathOf[at] ?? []
  }
  return []
}

/** Fields with their details, without names bound only inside a file and those computed by an expression. */
function shown(found: readonly FoundDeclaration[]) {
  return found
    .filter(({ declaration: { name, path } }) => path.at(-1) === name && !name.includes('\\('))
    .map(({ text, declaration: { name, at } }) => {
      const said = /^[^\n:]*:\s*([^\n]*)/.exec(text.slice(at, at + 200))?.[1] ?? ''
      return { name, at, detail: said.length > 60 ? `${said.slice(0, 60)}…` : said.trimEnd() }
    })
}
