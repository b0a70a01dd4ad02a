import type { ITheme } from '@xterm/xterm'

/** A token as `#rrggbb`: xterm computes with colours and cannot read OKLCH, so one pixel is painted and read back. */
function readColours(tokens: readonly string[]): string[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const style = getComputedStyle(document.documentElement)
  return tokens.map((token) => {
    if (context === null) return '#808080'
    context.fillStyle = style.getPropertyValue(`--${token}`)
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
  })
}

export interface TerminalTheme {
  readonly theme: ITheme
  /** SGR sequences that switch the ground of a search hit on and off. */
  readonly hit: { readonly on: string; readonly off: string }
}

/** The terminal's colours from the design tokens of the present theme, so that ANSI text keeps its contrast in light and dark. */
export function readTerminalTheme(): TerminalTheme {
  const [background = '', foreground = '', dim = '', red = '', green = '', amber = '', blue = '', violet = '', cyan = '', selection = '', hit = ''] =
    readColours(['code', 'text', 'text-3', 'red', 'green', 'amber', 'blue', 'violet', 'accent-text', 'accent-soft', 'hit'])
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
    hit: { on: `\u001b[48;2;${String(r)};${String(g)};${String(b)}m`, off: '\u001b[49m' },
  }
}
