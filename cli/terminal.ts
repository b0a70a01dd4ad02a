/** A command's surroundings: its output, its folder, and whether a person is watching. Tests provide their own. */
export interface Terminal {
  /** Standard output: the result, and nothing else. */
  out(text: string): void
  /** Standard error: all messages about the work. */
  err(text: string): void
  /** Whether standard output or standard error is a terminal. */
  readonly outIsTerminal: boolean
  readonly errIsTerminal: boolean
  readonly columns: number
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** How to write the result: `--output` and `--output-file`. */
  readonly format: 'text' | 'json' | 'yaml'
  readonly outputFile: string | undefined
  /** Aborts when the person presses Ctrl+C. */
  readonly signal: AbortSignal
  /** Declares that the command ends by itself after an interruption, however long its cleanup takes. */
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

/** Whether to write colours: to a stream that a person watches, unless `NO_COLOR` or a dumb terminal asks for plain text. */
export function takesColours(isTerminal: boolean, env: Terminal['env']): boolean {
  return isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
}

/** Returns a function that colours text where allowed and leaves it plain elsewhere. */
export function painter(isTerminal: boolean, env: Terminal['env']): (style: Style, text: string) => string {
  const hasColours = takesColours(isTerminal, env)
  return (style, text) => {
    const [on, off] = codes[style]
    return hasColours ? `\u001b[${on}m${text}\u001b[${off}m` : text
  }
}
