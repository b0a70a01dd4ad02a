import { Terminal } from '@xterm/xterm'
import '@xterm/xterm/css/xterm.css'
import type { PaintedLine } from '../log-messages.ts'
import { cutLine, markHits, widthOf, wrapLine } from '../reading/rows.ts'
import { type RowPlace, startOf } from './row-place.ts'
import { readTerminalTheme } from './terminal-theme.ts'

/** One row of the screen: the first row of a line carries its number, the rows it wraps into do not. */
export interface ScreenRow {
  readonly line: PaintedLine
  readonly first: boolean
  /** The column of the line that the row begins with. */
  readonly column: number
}

export interface PaintOptions {
  readonly anchor: 'top' | 'bottom'
  readonly pattern: RegExp | undefined
  readonly wrap: boolean
  /** The first column shown where lines are not wrapped. */
  readonly column: number
  /** Where the screen begins if it is anchored at the top, and the number of the first line that is given. */
  readonly place: RowPlace
  readonly from: number
  /** What stands behind the title of a group, and behind a line that was cut. */
  readonly note: (line: PaintedLine) => string
}

/** What was painted: its rows, the place that the first of them has, whether a line took several, and whether rows are free below. */
export interface PaintedScreen {
  readonly rows: readonly ScreenRow[]
  readonly begins: RowPlace
  readonly isWrapped: boolean
  readonly hasRoom: boolean
}

/** An xterm that paints a window of lines and keeps none: scrolling, search and selection of lines are ours (decision 4.11). */
export interface LogScreen {
  readonly rowHeight: number
  readonly rowCount: number
  /** Fits the screen into its element and answers how many rows it has. */
  fit(): number
  /** Paints lines from the top, or so that the last line stands at the bottom; answers what stands in each row. */
  paint(lines: readonly PaintedLine[], options: PaintOptions): PaintedScreen
  /** Columns of the widest line painted last, beyond those that fit. */
  readonly hiddenColumns: number
  retheme(): void
  readonly columns: number
  readonly cellWidth: number
  /** Draws a selection that begins in a cell and goes on over so many; none draws none. */
  select(cells: { readonly column: number; readonly row: number; readonly length: number } | undefined): void
  /** What stands in a row, for finding words in it. */
  textOf(row: number): string
  close(): void
}

const hearClicks = '\u001b[?9h'
/** Of the usual text of 12 pixels. */
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
      // Only links to the web get this far; a log is foreign text and learns nothing about the workbench.
      activate: (_, address) => void window.open(address, '_blank', 'noopener,noreferrer'),
    },
  })
  terminal.open(element)
  // A log is read, not typed into: the pane itself is the tab stop and speaks for it.
  terminal.textarea?.setAttribute('tabindex', '-1')
  terminal.textarea?.setAttribute('aria-hidden', 'true')
  terminal.attachCustomKeyEventHandler(() => false)
  // A terminal without lines of its own beyond its window would take the wheel for arrow keys, and the pane would not scroll.
  terminal.attachCustomWheelEventHandler(() => false)
  // It ends at the window's edge. A terminal whose program hears of clicks selects nothing by itself; no program is there to hear.
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
      // Where its rows became fewer, a terminal may go on below the first of them and show the last one above.
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
      // Wrapping is off: rows are cut above, and a row too wide by a rounding must not push the others down.
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

/** Resolves once text of this size can be measured in its own font, at once undefined where it can already. */
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
