import { cueTokens } from '../../cue/tokens.ts'
import type { ModuleSources } from '../kernel/kernel.ts'

/** A version of a module in CUE's registry. */
export interface ModuleVersion {
  readonly path: string
  /** The registry's tag, such as `v1.2.3`. */
  readonly version: string
}

/** A dependency declared below `deps` in `cue.mod/module.cue`. */
export interface DeclaredDependency extends ModuleVersion {
  /** Whether imports without a major version mean this dependency. */
  readonly isDefault: boolean
  readonly line: number
  readonly column: number
}

/** The file below a module's root that declares its name and dependencies. */
export const moduleFile = 'cue.mod/module.cue'

/** The folder of a vendored dependency, below the module's root. */
export function vendoredFolder(path: string): string {
  return `cue.mod/pkg/${path}`
}

/** Returns the dependencies that a module declares for CUE's registry. */
export function declaredDependencies({ files }: Pick<ModuleSources, 'files'>): readonly DeclaredDependency[] {
  return dependenciesIn(files[moduleFile] ?? '')
}

/** Reads `deps: "example.com/other@v1": {v: "v1.2.3", default: true}` in every form that CUE writes. */
export function dependenciesIn(text: string): readonly DeclaredDependency[] {
  const tokens = cueTokens(text).filter(({ kind }) => kind !== 'comment')
  const start = tokens.findIndex(({ text: word }, index) => isName(word, 'deps') && tokens[index + 1]?.text === ':')
  if (start < 0) return []
  const out: DeclaredDependency[] = []
  let open: { readonly path: string; readonly at: number } | undefined
  let isDefault = false
  let depth = 0
  for (let index = start + 2; index < tokens.length; index += 1) {
    const { kind, text: word, at } = tokens[index] ?? { kind: 'comment', text: '', at: 0 }
    const follows = tokens[index + 1]?.text === ':'
    if (word === '{') depth += 1
    else if (word === '}') depth -= 1
    else if (kind === 'string' && follows && word.includes('.')) {
      open = { path: withoutMajor(unquoted(word)), at }
      isDefault = false
    } else if (isName(word, 'default') && follows) isDefault = tokens[index + 2]?.text === 'true'
    else if (isName(word, 'v') && follows && open !== undefined) {
      const version = unquoted(tokens[index + 2]?.text ?? '')
      const before = text.slice(0, open.at).split('\n')
      out.push({
        path: open.path,
        version,
        // `default` may come before or after the version.
        isDefault: isDefault || /^"?v"?:\s*"[^"]*"[^}"]*\b"?default"?:\s*true/.test(text.slice(at)),
        line: before.length,
        column: (before.at(-1)?.length ?? 0) + 1,
      })
      open = undefined
    }
    // The next field beside `deps` ends the list.
    else if (depth <= 0 && kind === 'name' && follows && out.length > 0) break
    else if (depth < 0) break
  }
  return out
}

/** Compares two versions by semantic versioning: below 0 if the second is later. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)]
  for (let index = 0; index < 3; index += 1) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0)
    if (difference !== 0) return difference
  }
  // A release is later than its pre-releases.
  if (left.before === '' || right.before === '') return (left.before === '' ? 1 : 0) - (right.before === '' ? 1 : 0)
  const [first, second] = [left.before.split('.'), right.before.split('.')]
  for (let index = 0; index < Math.max(first.length, second.length); index += 1) {
    const difference = compareIdentifiers(first[index], second[index])
    if (difference !== 0) return difference
  }
  return 0
}

function compareIdentifiers(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return (a === undefined ? 0 : 1) - (b === undefined ? 0 : 1)
  const [isNumber, isOther] = [/^\d+$/.test(a), /^\d+$/.test(b)]
  if (isNumber && isOther) return Number(a) - Number(b)
  if (isNumber !== isOther) return isNumber ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}

function partsOf(version: string): { readonly numbers: readonly number[]; readonly before: string } {
  const [core = '', ...rest] = version.replace(/^v/, '').replace(/\+.*$/, '').split('-')
  return { numbers: core.split('.').map(Number), before: rest.join('-') }
}

/** The major version of a version, such as `v1`. */
export function majorOf(version: string): string {
  return version.split('.', 1)[0] ?? ''
}

function withoutMajor(path: string): string {
  return path.replace(/@.*$/, '')
}

function unquoted(word: string): string {
  return word.replace(/^"|"$/g, '')
}

function isName(word: string, name: string): boolean {
  return word === name || word === `"${name}"`
}
