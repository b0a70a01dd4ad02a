import { cueTokens } from './tokens.ts'

/** An import of a CUE file: its path as written, and the package's name in that file. */
export interface CueImport {
  readonly name: string
  readonly path: string
  readonly at: number
}

/** Imports at the head of a CUE file, single or in parentheses. */
export function importsOf(text: string): readonly CueImport[] {
  const tokens = cueTokens(text).filter(({ kind }) => kind !== 'comment')
  const out: CueImport[] = []
  let inside = false
  let alias: string | undefined
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index]
    if (token === undefined) break
    const before = tokens[index - 1]
    if (token.kind === 'name' && token.text === 'import' && !inside) {
      inside = true
      alias = undefined
    } else if (inside && token.kind === 'name') alias = token.text
    else if (inside && token.kind === 'string') {
      const path = token.text.slice(1, -1)
      out.push({ name: alias ?? packageName(path), path, at: token.at })
      alias = undefined
      const isGroup = tokens
        .slice(0, index)
        .some(({ text: part }, place) => part === '(' && tokens[place - 1]?.text === 'import')
      if (!isGroup || before?.text === 'import') inside = false
    } else if (inside && token.text === ')') inside = false
    else if (!inside && token.text === ':') break
  }
  return out
}

/** The package name of an import path: the part after the colon, else the last directory. */
export function packageName(path: string): string {
  const directory = path.replace(/@[^/:]*/, '')
  return directory.slice(Math.max(directory.lastIndexOf('/'), directory.lastIndexOf(':')) + 1)
}
