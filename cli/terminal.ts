/** What a command knows of its surroundings: where it writes, where it stands, who is looking. Tests give their own. */
export interface Terminal {
  /** Standard output: the result, and nothing else. */
  out(text: string): void
  /** Standard error: everything that is said about the work. */
  err(text: string): void
  /** Whether people look at standard output or at standard error, with colours. */
  readonly outIsTerminal: boolean
  readonly errIsTerminal: boolean
  readonly columns: number
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** How the result is to be written: `--output` and `--output-file`. */
  readonly format: 'text' | 'json' | 'yaml'
  readonly outputFile: string | undefined
  /** Aborts when the person presses Ctrl+C. */
  readonly signal: AbortSignal
  /** Says that the command ends by itself when it is interrupted, however long its cleaning up takes. */
  endsItself(): void
}

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan'

const codes: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  green: [32, 39],
  cyan: [36, 39],
}

/** Whether colours may be written: to a stream that a person looks at, unless `NO_COLOR` or a dumb terminal asks for plain text. */
export function takesColours(isTerminal: boolean, env: Terminal['env']): boolean {
  return isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
}

/** Colours where they may be written, plain text everywhere else. */
export function painter(isTerminal: boolean, env: Terminal['env']): (style: Style, text: string) => string {
  const hasColours = takesColours(isTerminal, env)
  return (style, text) => {
    const [on, off] = codes[style]
    return hasColours ? `\u001b[${on}m${text}\u001b[${off}m` : text
  }
}
