import { importsOf, type CueImport } from './imports.ts'
import { type CueFiles, filesBeside, filesOfImport } from './packages.ts'
import { cueOutline, type CueDeclaration, type CueOutline } from './outline.ts'

/** A place in a file of a module, by the path that begins with the module's. */
export interface CuePlace {
  readonly path: string
  readonly line: number
  readonly column: number
}

/**
 * Where the name at an offset is declared: in the blocks around it, in its package, or in the package that it is taken from. `nearby` holds
 * the other files of the package and those of imported packages. Undefined where the text alone does not say.
 */
export function cueDefinition(path: string, text: string, offset: number, nearby: CueFiles): CuePlace | undefined {
  const outline = cueOutline(text)
  const index = outline.tokens.findIndex(({ at, text: part }) => at <= offset && offset <= at + part.length)
  const token = outline.tokens[index]
  if (token === undefined) return undefined
  const imports = importsOf(text)
  const imported = imports.find(({ at }) => at === token.at)
  if (imported !== undefined) return firstFile(imported, nearby)
  if (token.kind !== 'name') return undefined
  const chain = selectorChain(outline, index)
  const [root = '', ...rest] = chain
  const source = imports.find(({ name }) => name === root)
  if (source !== undefined)
    return rest.length === 0 ? firstFile(source, nearby) : inPackage(filesOfImport(source.path, nearby), rest)
  const own = lexical(outline, root, index - (chain.length - 1) * 2)
  if (own !== undefined && rest.length === 0) return placeOf(path, text, own.at)
  if (own !== undefined) {
    const field = outline.declarations.find((one) => samePath(one.path, [...own.path, ...rest]))
    return placeOf(path, text, (field ?? own).at)
  }
  return inPackage(filesBeside(path, text, nearby), chain)
}

/** The names of `a.b.c` up to the one at an index. */
function selectorChain({ tokens }: CueOutline, index: number): readonly string[] {
  const names = [tokens[index]?.text ?? '']
  for (let at = index; tokens[at - 1]?.text === '.' && tokens[at - 2]?.kind === 'name'; at -= 2)
    names.unshift(tokens[at - 2]?.text ?? '')
  return names
}

/** The declaration in the innermost block around a token. */
function lexical(outline: CueOutline, name: string, index: number): CueDeclaration | undefined {
  const around = outline.scopesOf[index] ?? []
  const reference = outline.tokens[index]?.at
  return outline.declarations
    .filter((one) => one.name === name && one.at !== reference && one.scopes.every((id, at) => around[at] === id))
    .toSorted((a, b) => b.scopes.length - a.scopes.length)[0]
}

function firstFile(from: CueImport, nearby: CueFiles): CuePlace | undefined {
  const [first] = filesOfImport(from.path, nearby)
  return first === undefined ? undefined : { path: first[0], line: 1, column: 1 }
}

function inPackage(files: readonly (readonly [string, string])[], names: readonly string[]): CuePlace | undefined {
  // The whole path first; where a part of it comes from elsewhere, what it begins with is the best that there is.
  for (let length = names.length; length > 0; length -= 1) {
    for (const [path, text] of files) {
      const found = cueOutline(text).declarations.find((one) => samePath(one.path, names.slice(0, length)))
      if (found !== undefined) return placeOf(path, text, found.at)
    }
  }
  return undefined
}

function placeOf(path: string, text: string, at: number): CuePlace {
  const before = text.slice(0, at)
  return { path, line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index])
}
