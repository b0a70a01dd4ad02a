import { importsOf, type CueImport } from './imports.ts'
import { composedBy, declarationsAt, lexical, packageAround, resolveNames } from './lookup.ts'
import { type CueFiles, filesOfImport } from './packages.ts'
import { cueOutline, labelName, type CueOutline } from './outline.ts'
import type { CueToken } from './tokens.ts'

/** A place in a module's file; its path begins with the module's path. */
export interface CuePlace {
  readonly path: string
  readonly line: number
  readonly column: number
}

/** A name with everything selected up to it (`a.b.c`), and the token whose blocks it can see. */
export interface CueName {
  readonly names: readonly string[]
  readonly index: number
  readonly from: number
  readonly to: number
}

/**
 * Finds the declaration of the name at an offset: in the blocks around it, in its package, in an imported package, or in the parts of the value
 * around it. `nearby` contains the package's other files and those of imported packages. Undefined if the text alone does not tell.
 */
export function cueDefinition(path: string, text: string, offset: number, nearby: CueFiles): CuePlace | undefined {
  const outline = cueOutline(text)
  const imports = importsOf(text)
  const index = tokenAt(outline, offset)
  const token = outline.tokens[index]
  const imported = imports.find(({ at }) => at === token?.at)
  if (imported !== undefined) return firstFile(imported, nearby)
  const label = outline.declarations.find(({ at }) => at === token?.at)
  const name = label === undefined || token?.kind === 'string' ? cueNameAt(outline, offset) : undefined
  if (label !== undefined && name === undefined) {
    const parent = label.path.slice(0, -1)
    const own = { files: packageAround(path, text, nearby), path: label.path }
    const composed = composedBy(path, text, { at: parent, index }, nearby)
    const targets = [...composed.map((one) => ({ ...one, path: [...one.path, label.name] })), own]
    const all = targets.flatMap((target) => declarationsAt(target, nearby))
    return placeOf(all.find(({ file, declaration }) => file !== path || declaration.at !== label.at))
  }
  if (name === undefined) return undefined
  const [root = '', ...rest] = name.names
  const source = imports.find((one) => one.name === root)
  if (source !== undefined && rest.length === 0) return firstFile(source, nearby)
  const target = resolveNames([path, text], name, nearby)
  // Try the whole path first; if a part of it is declared elsewhere, its beginning is the best match.
  const least = source === undefined ? (lexical(text, root, name.index)?.path.length ?? 1) : 1
  for (let { length } = target.path; length >= least; length -= 1) {
    const [first] = declarationsAt({ ...target, path: target.path.slice(0, length) }, nearby)
    if (first !== undefined) return placeOf(first)
  }
  return undefined
}

/** The name at an offset, also inside `\(...)` of a text. */
export function cueNameAt(outline: CueOutline, offset: number): CueName | undefined {
  const index = tokenAt(outline, offset)
  const token = outline.tokens[index]
  if (token?.kind === 'name') return nameIn(outline, index)
  if (token?.kind !== 'string') return undefined
  if (outline.tokens[index - 1]?.text === '[' && outline.tokens[index + 1]?.text === ']') {
    const before = nameIn(outline, index - 2)
    return before === undefined
      ? undefined
      : { ...before, names: [...before.names, labelName(token)], ...rangeOf(token) }
  }
  for (const { index: start, 0: whole } of token.text.matchAll(/\\#*\((?:[^()]|\([^()]*\))*\)/g)) {
    const from = token.at + start + whole.indexOf('(') + 1
    if (offset < from || offset > token.at + start + whole.length - 1) continue
    const inner = cueOutline(whole.slice(whole.indexOf('(') + 1, -1))
    const found = nameIn(inner, tokenAt(inner, offset - from))
    return found === undefined ? undefined : { ...found, index, from: found.from + from, to: found.to + from }
  }
  return undefined
}

function tokenAt({ tokens }: CueOutline, offset: number): number {
  const touching = (at: number, text: string) => at <= offset && offset <= at + text.length
  const found = tokens.findIndex(({ at, text, kind }) => kind !== 'punctuation' && touching(at, text))
  return found === -1 ? tokens.findIndex(({ at, text }) => touching(at, text)) : found
}

/** The names in `a["b"].c` up to the one at an index. */
function nameIn({ tokens }: CueOutline, index: number): CueName | undefined {
  const token = tokens[index]
  if (token?.kind !== 'name') return undefined
  const names = [token.text]
  let at = index
  for (;;) {
    const [one, two, three] = [tokens[at - 1], tokens[at - 2], tokens[at - 3]]
    if (one?.text === '.' && two?.kind === 'name') {
      names.unshift(two.text)
      at -= 2
    } else if (one?.text === '.' && two?.text === ']' && three?.kind === 'string' && tokens[at - 5]?.kind === 'name') {
      names.unshift(tokens[at - 5]?.text ?? '', labelName(three))
      at -= 5
    } else break
  }
  return { names, index: at, ...rangeOf(token) }
}

function rangeOf({ at, text }: CueToken) {
  return { from: at, to: at + text.length }
}

function firstFile(from: CueImport, nearby: CueFiles): CuePlace | undefined {
  const [first] = filesOfImport(from.path, nearby)
  return first === undefined ? undefined : { path: first[0], line: 1, column: 1 }
}

function placeOf(found: ReturnType<typeof declarationsAt>[number] | undefined): CuePlace | undefined {
  if (found === undefined) return undefined
  const { at } = found.declaration
  const before = found.text.slice(0, at)
  return { path: found.file, line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
}
