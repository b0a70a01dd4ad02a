import { remembered } from '../remember.ts'
import { cueTokens, type CueToken } from './tokens.ts'

/** A declared name: a field with its path from the root, or a name bound by `let`, `for` or an alias, which has its own path. */
export interface CueDeclaration {
  readonly name: string
  readonly at: number
  readonly path: readonly string[]
  /** Numbers of the blocks around it, outermost first. */
  readonly scopes: readonly number[]
}

/** A name that contributes to the value at a path: in `x: a.b & {...}`, `x` includes the fields of `a.b`. */
export interface CueReference {
  readonly path: readonly string[]
  readonly names: readonly string[]
  /** Index of the token where the names begin. */
  readonly index: number
}

/** Declarations and references of a CUE text, read from its tokens alone, so that it works for texts that do not compile yet. */
export interface CueOutline {
  readonly tokens: readonly CueToken[]
  readonly declarations: readonly CueDeclaration[]
  readonly references: readonly CueReference[]
  /** Blocks around each token, in the order of `tokens`. */
  readonly scopesOf: readonly (readonly number[])[]
  /** Path of the struct or value around each token. */
  readonly pathOf: readonly (readonly string[])[]
}

/** Matches any name in a path: the fields of `[string]: T`, the items of a list. */
export const anyName = '*'

interface Frame {
  readonly closes: string
  /** Numbers of the blocks around its content. */
  readonly scopes: readonly number[]
  readonly owner: readonly string[]
  /** The labels before the block, which also own what follows it: `a: {...} & {...}`. */
  readonly chain: readonly string[]
}

/** The outline of a CUE text: its declarations and their blocks; for an unfinished text, whatever is recognisable. */
export const cueOutline: (text: string) => CueOutline = remembered(read, 100)

function read(text: string): CueOutline {
  const tokens = cueTokens(text).filter(({ kind }) => kind !== 'comment')
  const declarations: CueDeclaration[] = []
  const references: CueReference[] = []
  const scopesOf: (readonly number[])[] = []
  const pathOf: (readonly string[])[] = []
  const root: Frame = { closes: '', scopes: [0], owner: [], chain: [] }
  const stack: Frame[] = [root]
  let nextId = 1
  let chain: string[] = []
  /** Names in a clause (`if`, `for`) or pattern (`[string]:`) are read, but contribute to no value. */
  let silentUntil = -1

  tokens.forEach((token, index) => {
    const top = stack.at(-1) ?? root
    const { scopes } = top
    scopesOf.push(scopes)
    if (startsDeclaration(text, tokens, index) && index > silentUntil) chain = []
    const path = [...top.owner, ...chain]
    pathOf.push(path)
    if (isLabel(tokens, index)) {
      const name = labelName(token)
      declarations.push({ name, at: token.at, path: [...path, name], scopes })
      chain.push(name)
    } else if (token.kind === 'name' && isBound(tokens, index)) {
      const own = [...top.owner, `let ${token.text} ${token.at}`]
      declarations.push({ name: token.text, at: token.at, path: own, scopes })
      const from = tokens[index - 1]?.text === 'let' ? undefined : loopSource(tokens, index)
      if (from !== undefined) references.push({ path: own, ...from })
      else if (tokens[index - 1]?.text === 'let') chain = own.slice(top.owner.length)
    } else if (isClause(tokens, index)) {
      silentUntil = indexOfText(tokens, index, '{')
    } else if (token.kind === 'name' && index > silentUntil && top.closes !== ')') {
      if (tokens[index - 1]?.text !== '.' && !valueWords.has(token.text))
        references.push({ path, names: namesFrom(tokens, index), index })
    }
    if (token.text === '{' || token.text === '(') {
      const isBlock = token.text === '{'
      stack.push({ closes: isBlock ? '}' : ')', scopes: isBlock ? [...scopes, nextId] : scopes, owner: path, chain })
      if (isBlock) nextId += 1
      chain = []
    } else if (token.text === '[') {
      const end = patternEnd(tokens, index)
      if (end === undefined) {
        stack.push({ closes: ']', scopes, owner: isSelector(tokens, index) ? [] : [...path, anyName], chain })
        chain = []
      } else {
        chain.push(anyName)
        silentUntil = Math.max(silentUntil, end)
      }
    } else if (token.text === top.closes && stack.length > 1) {
      stack.pop()
      chain = [...top.chain]
    }
  })
  return { tokens, declarations, references, scopesOf, pathOf }
}

const valueWords: ReadonlySet<string> = new Set(
  'string int number float bool bytes null true false uint8 int32 int64 uint16 uint32 package import'.split(' '),
)

/** A field begins at the start of a line or block, or after a comma, but not on a continued line. */
function startsDeclaration(text: string, tokens: readonly CueToken[], index: number): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]]
  if (before === undefined || token === undefined) return true
  if (['{', '[', ','].includes(before.text)) return true
  const isNewLine = text.slice(before.at + before.text.length, token.at).includes('\n')
  return isNewLine && !['&', '|', '+', ':', '=', '.'].includes(before.text)
}

function isLabel(tokens: readonly CueToken[], index: number): boolean {
  const [token, next, second] = [tokens[index], tokens[index + 1], tokens[index + 2]]
  if (token === undefined || (token.kind !== 'name' && token.kind !== 'string')) return false
  if (tokens[index - 1]?.text === '.') return false
  return next?.text === ':' || ((next?.text === '?' || next?.text === '!') && second?.text === ':')
}

/** `let x = …`, `for k, v in …`, `[x=string]:` and `X=label:` bind names. */
function isBound(tokens: readonly CueToken[], index: number): boolean {
  const before = tokens[index - 1]?.text
  if (before === 'let' || before === 'for') return true
  if (before === ',' && tokens[index - 3]?.text === 'for') return true
  return tokens[index + 1]?.text === '=' && tokens[index - 1]?.text !== '.'
}

/** In `for k, v in a.b`, `v` has the fields that `a.b` has under any name. */
function loopSource(tokens: readonly CueToken[], index: number): Omit<CueReference, 'path'> | undefined {
  const at = index + 2
  if (tokens[index + 1]?.text !== 'in' || tokens[at]?.kind !== 'name') return undefined
  return { names: [...namesFrom(tokens, at), anyName], index: at }
}

function isClause(tokens: readonly CueToken[], index: number): boolean {
  const token = tokens[index]
  return (token?.text === 'if' || token?.text === 'for') && tokens[index - 1]?.text !== '.'
}

/** The names of `a.b["c"].d`, from the first one on. */
function namesFrom(tokens: readonly CueToken[], first: number): readonly string[] {
  const names = [tokens[first]?.text ?? '']
  for (let at = first + 1; ;) {
    const [one, two, three] = [tokens[at], tokens[at + 1], tokens[at + 2]]
    if (one?.text === '.' && (two?.kind === 'name' || two?.kind === 'string')) {
      names.push(labelName(two))
      at += 2
    } else if (one?.text === '[' && two?.kind === 'string' && three?.text === ']') {
      names.push(labelName(two))
      at += 3
    } else return names
  }
}

/** The end of `[string]` before a colon. */
function patternEnd(tokens: readonly CueToken[], index: number): number | undefined {
  if (isSelector(tokens, index)) return undefined
  let depth = 0
  for (let at = index; at < tokens.length && at < index + 40; at += 1) {
    if (tokens[at]?.text === '[') depth += 1
    else if (tokens[at]?.text === ']') depth -= 1
    if (depth === 0) return tokens[at + 1]?.text === ':' ? at : undefined
  }
  return undefined
}

/** Whether a bracket selects from the value before it. */
function isSelector(tokens: readonly CueToken[], index: number): boolean {
  const before = tokens[index - 1]
  return (
    before !== undefined &&
    (before.kind === 'name' || before.text === ']' || before.text === ')') &&
    before.text !== 'in'
  )
}

function indexOfText(tokens: readonly CueToken[], from: number, text: string): number {
  const found = tokens.findIndex((token, at) => at > from && token.text === text)
  return found === -1 ? tokens.length : found
}

/** A field's name without quotes. */
export function labelName({ kind, text }: CueToken): string {
  return kind === 'string' ? text.slice(1, -1) : text
}
