import { cueTokens, type CueToken } from './tokens.ts'

/** A name that a CUE text declares: a field with its path from the root, or what `let`, `for` or an alias names. */
export interface CueDeclaration {
  readonly name: string
  readonly at: number
  readonly path: readonly string[]
  /** Blocks around it, outermost first, by number. */
  readonly scopes: readonly number[]
}

export interface CueOutline {
  readonly tokens: readonly CueToken[]
  readonly declarations: readonly CueDeclaration[]
  /** Blocks around each token, in the order of `tokens`. */
  readonly scopesOf: readonly (readonly number[])[]
}

interface Scope {
  readonly id: number
  readonly owner: readonly string[]
}

/** The declarations of a CUE text and the blocks that they stand in; a text in the middle of an edit gives what can be seen. */
export function cueOutline(text: string): CueOutline {
  const tokens = cueTokens(text).filter(({ kind }) => kind !== 'comment')
  const declarations: CueDeclaration[] = []
  const scopesOf: (readonly number[])[] = []
  const stack: Scope[] = [{ id: 0, owner: [] }]
  let nextId = 1
  let chain: string[] = []

  tokens.forEach((token, index) => {
    const top = stack.at(-1) ?? { id: 0, owner: [] }
    const scopes = stack.map(({ id }) => id)
    scopesOf.push(scopes)
    if (startsDeclaration(text, tokens, index)) chain = []
    const declare = (name: string, path: readonly string[]): void => {
      declarations.push({ name, at: token.at, path, scopes })
    }
    if (isLabel(tokens, index)) {
      const name = labelName(token)
      declare(name, [...top.owner, ...chain, name])
      chain.push(name)
    } else if (token.kind === 'name' && isBound(tokens, index)) declare(token.text, [])
    if (token.text === '{') {
      stack.push({ id: nextId, owner: [...top.owner, ...chain] })
      nextId += 1
      chain = []
    } else if (token.text === '}' && stack.length > 1) stack.pop()
  })
  return { tokens, declarations, scopesOf }
}

/** A field begins at the start of a line, of a block, or after a comma. */
function startsDeclaration(text: string, tokens: readonly CueToken[], index: number): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]]
  if (before === undefined || token === undefined) return true
  return ['{', ','].includes(before.text) || text.slice(before.at + before.text.length, token.at).includes('\n')
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

function labelName({ kind, text }: CueToken): string {
  return kind === 'string' ? text.slice(1, -1) : text
}
