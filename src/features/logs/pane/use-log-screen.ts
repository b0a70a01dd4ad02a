import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useStable } from '#ui/use-stable.ts'
import type { LogScreen, PaintOptions, ScreenRow } from './log-screen.ts'
import { linesAround, type RowPlace } from './row-place.ts'
import { placeAfterGrowth, placeOf, rowAt } from './scroll-place.ts'
import type { LogState } from '../reading/use-log.ts'
import { useTerminal } from './use-terminal.ts'

/** What the terminal shows; the log may have grown since. */
export interface Painted {
  readonly rows: readonly ScreenRow[]
  /** The first visible row, and how many there were in all. */
  readonly from: number
  readonly of: number
}

export interface ScreenWindow {
  readonly painted: Painted
  readonly rowHeight: number
  readonly height: number
  readonly following: boolean
  /** Lines that have come since the reader left the end. */
  readonly unseen: number
  follow(): void
  /** Stops following, without choosing a place yet. */
  stop(): void
  /** Scrolls to a line, unfolding what hides it. Some context stays above it unless `place` is `top`. */
  showLine(number: number, place?: 'top'): void
  /** Stops following, whatever comes. */
  pause(): void
  scrollBy(rows: number): void
  /** Scrolls by rows of the screen if lines wrap; answers whether they do. */
  goRows(rows: number): boolean
  readonly screen: RefObject<LogScreen | undefined>
}

export interface ScreenOptions extends Pick<PaintOptions, 'pattern' | 'wrap' | 'note'> {
  /** Whether the reader is at the end and follows it. */
  readonly following: boolean
  readonly onFollow: (following: boolean) => void
  /** Pixels. */
  readonly fontSize: number
}

// Pixels. Browsers limit an element's height; a longer log moves by more than a row per pixel.
const highest = 12_000_000

/** Paints the part of a log at the scroll position, and follows the end while the reader is there. */
export function useLogScreen(
  scroller: RefObject<HTMLDivElement | null>,
  stage: RefObject<HTMLDivElement | null>,
  log: LogState,
  { pattern, wrap, note, following, onFollow: setFollowing, fontSize }: ScreenOptions,
): ScreenWindow {
  const { screen, fitted } = useTerminal(stage, fontSize)
  const [painted, setPainted] = useState<Painted>({ rows: [], from: 0, of: 0 })
  const [seen, setSeen] = useState(0)
  const isCaughtUp = useRef(false)
  /** The first visible row, unless following. */
  const [top, setTop] = useState(0)
  /** How far the top of the screen is into a wrapped line. */
  const [inside, setInside] = useState<RowPlace>({ line: 0, rows: 0 })
  const [isWrapped, setWrapped] = useState(false)
  /** The place painted last, and the place wanted since. */
  const begins = useRef<RowPlace>(undefined)
  const wanted = useRef<RowPlace>(undefined)
  const isGoingDown = useRef(false)
  const ownScroll = useRef<number>(undefined)
  const [column, setColumn] = useState(0)
  const rowHeight = screen.current?.rowHeight ?? 19
  const { client, rowCount, lineCount, version } = log
  // Wrapped lines fill the screen sooner, so the bar must allow the last line to reach the top.
  const barRows = rowCount + (wrap && isWrapped ? fitted.rows : 0)
  const height = Math.min(highest, (barRows + 1) * rowHeight)
  const rowsNow = useRef(barRows)
  // Keeps the row in place when the log grows; when it shrinks, the bar decides which row is at the top.
  useLayoutEffect(() => {
    const before = rowsNow.current
    rowsNow.current = barRows
    const element = scroller.current
    if (element === null || following || barRows === before) return
    if (barRows < before) return setTop(rowAt(element, barRows))
    const place = placeAfterGrowth(top, element, barRows)
    if (place !== undefined) element.scrollTop = place
  }, [scroller, following, barRows, top])

  /** The first row, or while following, the first of those that fill the screen at the end. */
  const first = following ? Math.max(0, rowCount - fitted.rows) : Math.min(top, Math.max(0, rowCount - 1))
  const place = useMemo(
    () => (following ? undefined : { line: first, rows: inside.line === first ? inside.rows : 0 }),
    [following, first, inside],
  )
  const goRows = useStable((by: number): boolean => {
    const element = scroller.current
    const now = wanted.current ?? begins.current
    if (element === null || !wrap || !isWrapped || now === undefined) return false
    if (following && by > 0) return true
    wanted.current = { line: now.line, rows: now.rows + by }
    setInside(wanted.current)
    setTop(now.line)
    setFollowing(false)
    isGoingDown.current = by > 0
    element.scrollTop = placeOf(now.line, element, barRows)
    ownScroll.current = element.scrollTop
    return true
  })

  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    function handleScroll(): void {
      if (element === null || Math.abs(element.scrollTop - (ownScroll.current ?? -2)) < 1) return
      ownScroll.current = undefined
      wanted.current = undefined
      const hidden = element.scrollHeight - element.clientHeight
      const isAtEnd = hidden > 2 && element.scrollTop >= hidden - 2
      if (hidden > 2) setFollowing(isAtEnd)
      // At the end, the place follows from the log, and each scroll event may be caused by new lines.
      if (!isAtEnd) setTop(hidden <= 0 ? 0 : rowAt(element, rowsNow.current))
    }
    function handleWheel(event: WheelEvent): void {
      const across = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX
      const rows = across === 0 && !event.ctrlKey ? rowsOfWheel(event, screen.current) : 0
      if (rows !== 0 && goRows(rows)) event.preventDefault()
      const hidden = screen.current?.hiddenColumns ?? 0
      if (across === 0 || hidden === 0) return
      event.preventDefault()
      setColumn((before) => Math.max(0, Math.min(hidden, before + Math.sign(across) * 8)))
    }
    element.addEventListener('scroll', handleScroll, { passive: true })
    element.addEventListener('wheel', handleWheel)
    return () => {
      element.removeEventListener('scroll', handleScroll)
      element.removeEventListener('wheel', handleWheel)
    }
  }, [scroller, screen, setFollowing, goRows])

  useLayoutEffect(() => {
    isCaughtUp.current = false
  }, [client])
  useLayoutEffect(() => {
    const element = scroller.current
    if (element !== null && following) element.scrollTop = element.scrollHeight
    // Lines that were there when the log was opened do not count as new.
    if (following || !isCaughtUp.current) setSeen(lineCount)
    if (!log.isAwaited) isCaughtUp.current = true
  }, [scroller, following, lineCount, barRows, fitted.rows, log.isAwaited])

  useEffect(() => {
    let stale = false
    const shows = screen.current
    if (shows === undefined || client === undefined || fitted.rows === 0) return undefined
    const { from, count } = place === undefined ? { from: first, count: fitted.rows } : linesAround(place, fitted.rows)
    void client.rows(from, count).then((lines) => {
      // While following, wrapped lines may overflow the screen; the last line has to be visible.
      const anchor = following ? 'bottom' : 'top'
      if (stale) return
      const shown = place ?? { line: from, rows: 0 }
      const done = shows.paint(lines, { anchor, pattern, wrap, column: wrap ? 0 : column, place: shown, from, note })
      begins.current = done.begins
      if (place?.rows === wanted.current?.rows) wanted.current = undefined
      setPainted({ rows: done.rows, from: done.begins.line, of: rowCount })
      if (done.isWrapped) setWrapped(true)
      // Scrolling down until the last row is visible means following, whatever the bar says.
      if (done.hasRoom && isGoingDown.current && from + lines.length >= rowCount) setFollowing(true)
      isGoingDown.current = false
    })
    return () => {
      stale = true
    }
  }, [client, screen, rowCount, version, first, place, fitted, following, pattern, wrap, column, note, setFollowing])

  function scrollToRow(row: number, place?: 'top'): void {
    const element = scroller.current
    if (element === null) return
    setFollowing(false)
    const wanted = Math.max(0, row - (place === 'top' ? 0 : Math.floor(fitted.rows / 3)))
    element.scrollTop = placeOf(wanted, element, rowsNow.current)
  }

  return {
    painted,
    rowHeight,
    height,
    following,
    unseen: following ? 0 : Math.max(0, lineCount - seen),
    follow: () => setFollowing(true),
    stop: () => setFollowing(false),
    showLine(number, place) {
      // Unfolding may have lengthened the list, whose new height applies after the next frame.
      void client?.reveal(number).then((row) => requestAnimationFrame(() => scrollToRow(row, place)))
    },
    pause() {
      if (following) scrollToRow(painted.from, 'top')
    },
    scrollBy(count) {
      const element = scroller.current
      if (element !== null) element.scrollTop += placeOf(count, element, rowsNow.current)
    },
    goRows,
    screen,
  }
}

const lineMode = 1
const pageMode = 2

/** How many rows a wheel event moves by, at least one. */
function rowsOfWheel({ deltaY, deltaMode }: WheelEvent, screen: LogScreen | undefined): number {
  const { rowCount = 1, rowHeight = 19 } = screen ?? {}
  const turned = deltaMode === lineMode ? deltaY : deltaMode === pageMode ? deltaY * rowCount : deltaY / rowHeight
  return Math.sign(turned) * Math.max(1, Math.round(Math.abs(turned)))
}
