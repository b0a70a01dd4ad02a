import { Terminal } from '@xterm/xterm'
import '@xterm/xterm/css/xterm.css'
import type { PaintedLine } from '../log-messages.ts'
import { cutLine, markHits, widthOf, wrapLine } from '../reading/rows.ts'
import { type RowPlace, startOf } from './row-place.ts'
import { readTerminalTheme } from './terminal-theme.ts'

/** A row of the screen. Only the first row of a wrapped line carries its number. */
export interface ScreenRow {
  readonly line: PaintedLine
  readonly first: boolean
  /** The column of the line at which the row begins. */
  readonly column: number
}

export interface PaintOptions {
  readonly anchor: 'top' | 'bottom'
  readonly pattern: RegExp | undefined
  readonly wrap: boolean
  /** The first visible column if lines are not wrapped. */
  readonly column: number
  /** The place at the top of the screen if it is anchored there, and the number of the first given line. */
  readonly place: RowPlace
  readonly from: number
  /** The note behind a group's heading or a cut line. */
  readonly note: (line: PaintedLine) => string
}

/**
 * The outcome of painting: the rows, the place of the first one, whether any line wrapped, and whether rows are free at
 * the bottom.
 */
export interface PaintedScreen {
  readonly rows: readonly ScreenRow[]
  readonly begins: RowPlace
  readonly isWrapped: boolean
  readonly hasRoom: boolean
}

/** An xterm that only holds the visible lines. Scrolling, search and selection are our own (decision 4.11). */
export interface LogScreen {
  readonly rowHeight: number
  readonly rowCount: number
  /** Fits the screen into its element; answers how many rows it has. */
  fit(): number
  /** Paints lines from the top, or with the last line at the bottom; answers what each row holds. */
  paint(lines: readonly PaintedLine[], options: PaintOptions): PaintedScreen
  /** By how many columns the widest painted line exceeds the screen. */
  readonly hiddenColumns: number
  retheme(): void
  readonly columns: number
  readonly cellWidth: number
  /** Draws a selection of so many cells from a cell on; undefined clears it. */
  select(cells: { readonly column: number; readonly row: number; readonly length: number } | undefined): void
  /** The text of a row, for finding words in it. */
  textOf(row: number): string
  close(): void
}

const hearClicks = '\u001b[?9h'
/** The height of a row at the usual font size of 12 pixels. */
const usualRow = 19 / 12

export function openLogScreen(element: HTMLElement, fontSize = 12): LogScreen {
  const rowHeight = Math.round(fontSize * usualRow)
  let colours = readTerminalTheme()
  let hiddenColumns = 0
  const terminal = new Terminal({
    scrollback: 0,
    disableStdin: true,
    cursorInactiveStyle: 'none',
    cursorBlink: false,
    convertEol: false,
    fontSize,
    fontFamily: monoFamily(),
    fontWeightBold: '600',
    theme: colours.theme,
    linkHandler: {
      // Only web links get this far. The new tab must learn nothing about the workbench, since logs are foreign text.
      activate: (_, address) => void window.open(address, '_blank', 'noopener,noreferrer'),
    },
  })
  terminal.open(element)
  // Nobody types into a log: the pane around it is the tab stop and speaks for it.
  terminal.textarea?.setAttribute('tabindex', '-1')
  terminal.textarea?.setAttribute('aria-hidden', 'true')
  terminal.attachCustomKeyEventHandler(() => false)
  // Without a scrollback, xterm would turn the wheel into arrow keys, and the pane would not scroll.
  terminal.attachCustomWheelEventHandler(() => false)
  // In mouse-tracking mode xterm leaves selecting to its program. There is none, so selecting is up to us.
  terminal.write(hearClicks)
  const cell = measureCell(element, fontSize)
  terminal.options.lineHeight = rowHeight / cell.height

  function textOf(line: PaintedLine, { pattern, note }: PaintOptions): string {
    if (line.group !== undefined) {
      const indent = '  '.repeat(line.group.depth)
      const title = markHits(line.group.title, pattern, colours.hit.on, colours.hit.off)
      return `${indent}\u001b[1m${title}\u001b[22m  \u001b[90m${note(line)}\u001b[39m`
    }
    const level = line.level === undefined || line.text.includes('\u001b') ? '' : colours.levels[line.level]
    const rest = line.cut > 0 ? `\u001b[0m \u001b[90m… ${note(line)}\u001b[39m` : ''
    return level + markHits(line.text, pattern, colours.hit.on, colours.hit.off) + rest
  }

  return {
    rowHeight,
    get rowCount() {
      return terminal.rows
    },
    fit() {
      const columns = Math.max(20, Math.floor((element.clientWidth - 4) / cell.width))
      const rows = Math.max(2, Math.floor(element.clientHeight / rowHeight))
      if (columns !== terminal.cols || rows !== terminal.rows) terminal.resize(columns, rows)
      return rows
    },
    paint(lines, options) {
      const { anchor, wrap, column, from: first } = options
      const texts = lines.map((line) => textOf(line, options))
      // After losing rows the terminal may show its last row at the top.
      if (terminal.buffer.active.baseY > 0) {
        terminal.reset()
        terminal.write(hearClicks)
      }
      hiddenColumns = wrap ? 0 : Math.max(0, ...texts.map((text) => widthOf(text) - terminal.cols))
      const painted = lines.flatMap((line, index) => {
        const text = texts[index] ?? ''
        const rows = wrap ? wrapLine(text, terminal.cols) : [cutLine(text, column, terminal.cols)]
        let from = wrap ? 0 : column
        return rows.map((row, at) => {
          const start = from
          from += widthOf(row)
          return { text: row, owner: index, row: { line, first: at === 0, column: start } }
        })
      })
      const owners = painted.map(({ owner }) => owner)
      const end = Math.max(0, painted.length - terminal.rows)
      const wanted = anchor === 'top' ? options.place : { line: first, rows: end }
      const begin = startOf(owners, wanted, first)
      const shown = painted.slice(begin.at, begin.at + terminal.rows)
      // Wrapping is off, since rows are cut to size already; one too wide by rounding must not push down the rest.
      const text = shown.map((row, index) => `\u001b[${String(index + 1)};1H\u001b[0m${row.text}`).join('')
      terminal.write(`\u001b[?7l\u001b[0m\u001b[2J${text}\u001b[0m`)
      return {
        rows: shown.map((entry) => entry.row),
        begins: begin.place,
        isWrapped: painted.length > lines.length,
        hasRoom: shown.length < terminal.rows,
      }
    },
    get hiddenColumns() {
      return hiddenColumns
    },
    retheme() {
      colours = readTerminalTheme()
      terminal.options.theme = colours.theme
    },
    get columns() {
      return terminal.cols
    },
    cellWidth: cell.width,
    select(cells) {
      if (cells === undefined) terminal.clearSelection()
      else terminal.select(cells.column, cells.row, cells.length)
    },
    textOf: (row) => terminal.buffer.active.getLine(row)?.translateToString() ?? '',
    close: () => terminal.dispose(),
  }
}

/** Resolves once this font size can be measured; undefined if it can be already. */
export function fontComing(fontSize: number): Promise<unknown> | undefined {
  const font = `${String(fontSize)}px ${monoFamily()}`
  return document.fonts.check(font) ? undefined : document.fonts.load(font)
}

function monoFamily(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--mono')
}

function measureCell(element: HTMLElement, fontSize: number): { readonly width: number; readonly height: number } {
  const probe = document.createElement('span')
  probe.className = 'lw-log-probe'
  probe.style.fontSize = `${String(fontSize)}px`
  probe.textContent = 'm'.repeat(100)
  element.append(probe)
  const { width, height } = probe.getBoundingClientRect()
  probe.remove()
  return { width: width / 100, height }
}
