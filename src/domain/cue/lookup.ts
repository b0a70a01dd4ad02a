import { importsOf } from './imports.ts'
import { anyName, cueOutline, type CueDeclaration } from './outline.ts'
import { type CueFiles, filesBeside, filesOfImport } from './packages.ts'

type Named = readonly [path: string, text: string]

/** A place in the tree of a package. */
export interface CueTarget {
  readonly files: readonly Named[]
  readonly path: readonly string[]
}

/** A declaration and its file. */
export interface FoundDeclaration {
  readonly file: string
  readonly text: string
  readonly declaration: CueDeclaration
}

// Values combine a handful of others, each again a handful; the limit also ends cycles.
const deepest = 8

/** The files of the package around an edited text. */
export function packageAround(path: string, text: string, nearby: CueFiles): readonly Named[] {
  return [[path, text], ...filesBeside(path, text, nearby)]
}

/** Resolves names that begin at a token of a file, to its own package or an imported one. */
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

/** A name's declaration in the innermost block around a token. */
export function lexical(text: string, name: string, index: number): CueDeclaration | undefined {
  const outline = cueOutline(text)
  const around = outline.scopesOf[index] ?? outline.scopesOf.at(-1) ?? []
  const reference = outline.tokens[index]?.at
  return outline.declarations
    .filter((one) => one.name === name && one.at !== reference && one.scopes.every((id, at) => around[at] === id))
    .toSorted((a, b) => b.scopes.length - a.scopes.length)[0]
}

/** Declarations of the value at a place: its own first, then those of its parts. */
export function declarationsAt(target: CueTarget, nearby: CueFiles): readonly FoundDeclaration[] {
  return sourcesOf(target, nearby).flatMap(({ files, path }) =>
    files.flatMap(([file, text]) =>
      cueOutline(text)
        .declarations.filter((one) => isSamePath(one.path, path))
        .map((declaration) => ({ file, text, declaration })),
    ),
  )
}

/** Fields of the value at a place, including those of its parts. */
export function membersAt(target: CueTarget, nearby: CueFiles): readonly FoundDeclaration[] {
  return sourcesOf(target, nearby).flatMap(({ files, path }) =>
    files.flatMap(([file, text]) =>
      cueOutline(text)
        .declarations.filter((one) => one.path.length === path.length + 1 && isSamePath(one.path.slice(0, -1), path))
        .map((declaration) => ({ file, text, declaration })),
    ),
  )
}

/** If a place is the `params` or `pipelineParams` of a composite, the parameters or options of the adapter in its `pattern`. */
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

/** The place itself, then the places it takes values from, through its own references or those of the structs around it. */
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
