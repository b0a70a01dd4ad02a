import type { ITheme } from '@xterm/xterm'
import type { LogLevel } from '#domain/logs/levels.ts'
import { readColours } from '#ui/colours.ts'

export interface TerminalTheme {
  readonly theme: ITheme
  /** SGR sequences for words of each level. */
  readonly levels: Readonly<Record<LogLevel, string>>
  /** SGR sequences that begin and end a search hit's background. */
  readonly hit: { readonly on: string; readonly off: string }
}

/** The terminal's colours from the current theme's tokens, so that ANSI text keeps its contrast in light and dark. */
export function readTerminalTheme(): TerminalTheme {
  const colours = readColours([
    'code',
    'text',
    'text-3',
    'red',
    'green',
    'amber',
    'blue',
    'violet',
    'accent-text',
    'accent-soft',
    'hit',
  ])
  const {
    code: background,
    text: foreground,
    'text-3': dim,
    red,
    green,
    amber,
    blue,
    violet,
    'accent-text': cyan,
    'accent-soft': selection,
    hit,
  } = colours
  const [r, g, b] = [hit.slice(1, 3), hit.slice(3, 5), hit.slice(5, 7)].map((part) => Number.parseInt(part, 16))
  return {
    theme: {
      background,
      foreground,
      cursor: background,
      selectionBackground: selection,
      black: foreground,
      white: foreground,
      brightBlack: dim,
      brightWhite: foreground,
      red,
      brightRed: red,
      green,
      brightGreen: green,
      yellow: amber,
      brightYellow: amber,
      blue,
      brightBlue: blue,
      magenta: violet,
      brightMagenta: violet,
      cyan,
      brightCyan: cyan,
    },
    levels: { error: '\u001b[31m', warn: '\u001b[33m', info: '', debug: '\u001b[90m' },
    hit: { on: `\u001b[48;2;${String(r)};${String(g)};${String(b)}m`, off: '\u001b[49m' },
  }
}
