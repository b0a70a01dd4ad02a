import { importsOf } from './imports.ts'
import { anyName, cueOutline, type CueDeclaration } from './outline.ts'
import { type CueFiles, filesBeside, filesOfImport } from './packages.ts'

type Named = readonly [path: string, text: string]

/** A place in the tree of a package. */
export interface CueTarget {
  readonly files: readonly Named[]
  readonly path: readonly string[]
}

/** A declaration with the file that it stands in. */
export interface FoundDeclaration {
  readonly file: string
  readonly text: string
  readonly declaration: CueDeclaration
}

// A value is made of a handful of others, each of a handful in turn; a circle ends here as well.
const deepest = 8

/** The package of a text that is being edited. */
export function packageAround(path: string, text: string, nearby: CueFiles): readonly Named[] {
  return [[path, text], ...filesBeside(path, text, nearby)]
}

/** What names mean that begin at a token of a file: something in its package, or in one that it imports. */
export function resolveNames(
  [path, text]: Named,
  { names, index }: { readonly names: readonly string[]; readonly index: number },
  nearby: CueFiles,
): CueTarget {
  const [root = '', ...rest] = names
  const source = importsOf(text).find(({ name }) => name === root)
  if (source !== undefined) return { files: filesOfImport(source.path, nearby), path: rest }
  const files = packageAround(path, text, nearby)
  const own = lexical(text, root, index)
  return { files, path: own === undefined ? names : [...own.path, ...rest] }
}

/** The declaration of a name in the innermost block around a token. */
export function lexical(text: string, name: string, index: number): CueDeclaration | undefined {
  const outline = cueOutline(text)
  const around = outline.scopesOf[index] ?? outline.scopesOf.at(-1) ?? []
  const reference = outline.tokens[index]?.at
  return outline.declarations
    .filter((one) => one.name === name && one.at !== reference && one.scopes.every((id, at) => around[at] === id))
    .toSorted((a, b) => b.scopes.length - a.scopes.length)[0]
}

/** Where the value at a place is declared, in itself first and then in what it is made of. */
export function declarationsAt(target: CueTarget, nearby: CueFiles): readonly FoundDeclaration[] {
  return sourcesOf(target, nearby).flatMap(({ files, path }) =>
    files.flatMap(([file, text]) =>
      cueOutline(text)
        .declarations.filter((one) => isSamePath(one.path, path))
        .map((declaration) => ({ file, text, declaration })),
    ),
  )
}

/** The fields of the value at a place, its own and those of what it is made of. */
export function membersAt(target: CueTarget, nearby: CueFiles): readonly FoundDeclaration[] {
  return sourcesOf(target, nearby).flatMap(({ files, path }) =>
    files.flatMap(([file, text]) =>
      cueOutline(text)
        .declarations.filter((one) => one.path.length === path.length + 1 && isSamePath(one.path.slice(0, -1), path))
        .map((declaration) => ({ file, text, declaration })),
    ),
  )
}

/** The parameters, or options, of the adapter that a composite names as its `pattern`, where a place is its `params` or `pipelineParams`. */
export function composedBy(
  path: string,
  text: string,
  { at, index }: { readonly at: readonly string[]; readonly index: number },
  nearby: CueFiles,
): readonly CueTarget[] {
  const kinds: Readonly<Record<string, string>> = { params: 'parameters', pipelineParams: 'pipelineParameters' }
  const kind = kinds[at.at(-1) ?? '']
  if (kind === undefined) return []
  const { references, scopesOf } = cueOutline(text)
  const around = scopesOf[index] ?? []
  return references
    .filter((one) => isSamePath(one.path, [...at.slice(0, -1), 'pattern']))
    .filter((one) => (scopesOf[one.index] ?? []).every((id, depth) => around[depth] === id))
    .map((one) => resolveNames([path, text], { ...one, names: [...one.names, kind] }, nearby))
}

/** The place itself and, one after the other, the places whose values it takes over: by its own reference, or by one of what is around it. */
function sourcesOf(start: CueTarget, nearby: CueFiles): readonly CueTarget[] {
  const found: CueTarget[] = []
  const seen = new Set<string>()
  const queue = [{ target: start, depth: 0 }]
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { target, depth } = next
    const key = `${target.files[0]?.[0] ?? ''} ${target.path.join(' ')}`
    if (seen.has(key)) continue
    seen.add(key)
    found.push(target)
    if (depth === deepest) continue
    const nearestFirst = target.files
      .flatMap((file) => cueOutline(file[1]).references.map((reference) => ({ file, reference })))
      .filter(({ reference: { path } }) => path.length > 0 && isSamePath(path, target.path.slice(0, path.length)))
      .toSorted((a, b) => b.reference.path.length - a.reference.path.length)
    for (const { file, reference } of nearestFirst) {
      const meant = resolveNames(file, reference, nearby)
      const path = [...meant.path, ...target.path.slice(reference.path.length)]
      queue.push({ target: { ...meant, path }, depth: depth + 1 })
    }
  }
  return found
}

function isSamePath(a: readonly string[], b: readonly string[]): boolean {
  return (
    a.length === b.length && a.every((part, index) => part === b[index] || part === anyName || b[index] === anyName)
  )
}
