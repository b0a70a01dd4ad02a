import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { onThemeChange } from '#ui/colours.ts'
import { useStable } from '#ui/use-stable.ts'
import { fontComing, type LogScreen, openLogScreen, type PaintOptions, type ScreenRow } from './log-screen.ts'
import { linesAround, type RowPlace } from './row-place.ts'
import { placeAfterGrowth, placeOf, rowAt } from './scroll-place.ts'
import type { LogState } from '../reading/use-log.ts'

/** What the terminal shows now; the log may have grown since. */
export interface Painted {
  readonly rows: readonly ScreenRow[]
  /** The number of the first row shown, and how many there were in all. */
  readonly from: number
  readonly of: number
}

export interface ScreenWindow {
  readonly painted: Painted
  readonly rowHeight: number
  readonly height: number
  readonly following: boolean
  /** Lines that came since the reader left the end. */
  readonly unseen: number
  follow(): void
  /** Stays where it is, without a place of its own yet. */
  stop(): void
  /** Brings a line into sight, unfolding what hides it; with lines before it unless it shall be the first. */
  showLine(number: number, place?: 'top'): void
  /** Stays where the reader is, whatever comes. */
  pause(): void
  scrollBy(rows: number): void
  /** Goes on by rows of the screen where lines wrap; answers whether they do. */
  goRows(rows: number): boolean
  readonly screen: RefObject<LogScreen | undefined>
}

export interface ScreenOptions extends Pick<PaintOptions, 'pattern' | 'wrap' | 'note'> {
  /** Whether the reader is at the end and stays there. */
  readonly following: boolean
  readonly onFollow: (following: boolean) => void
  /** In pixels. */
  readonly fontSize: number
}

// Browsers limit an element's height; beyond this the scroll bar counts lines in larger steps.
const highest = 12_000_000

/** Shows the part of a log that the scroller has come to, and follows the end while the reader is there. */
export function useLogScreen(
  scroller: RefObject<HTMLDivElement | null>,
  stage: RefObject<HTMLDivElement | null>,
  log: LogState,
  { pattern, wrap, note, following, onFollow: setFollowing, fontSize }: ScreenOptions,
): ScreenWindow {
  const screen = useRef<LogScreen>(undefined)
  const [painted, setPainted] = useState<Painted>({ rows: [], from: 0, of: 0 })
  const [seen, setSeen] = useState(0)
  const isCaughtUp = useRef(false)
  /** The first row in sight while nobody follows. */
  const [top, setTop] = useState(0)
  /** Rows between the beginning of that line and the top of the screen. */
  const [inside, setInside] = useState<RowPlace>({ line: 0, rows: 0 })
  const [isWrapped, setWrapped] = useState(false)
  /** The place that was painted last, and the one that was asked for since. */
  const begins = useRef<RowPlace>(undefined)
  const wanted = useRef<RowPlace>(undefined)
  const isGoingDown = useRef(false)
  const ownScroll = useRef<number>(undefined)
  const [column, setColumn] = useState(0)
  const [fontsThere, setFontsThere] = useState(0)
  const [fitted, setFitted] = useState({ rows: 0, theme: 0 })
  const rowHeight = screen.current?.rowHeight ?? 19
  const { client, rowCount, lineCount, version } = log
  // Where lines take several rows, fewer of them fill the screen: the bar goes on until the last one can be at the top.
  const barRows = rowCount + (wrap && isWrapped ? fitted.rows : 0)
  const height = Math.min(highest, (barRows + 1) * rowHeight)
  const rowsNow = useRef(barRows)
  // Whoever reads stays at the row when more comes; of fewer rows the bar says which one it is.
  useLayoutEffect(() => {
    const before = rowsNow.current
    rowsNow.current = barRows
    const element = scroller.current
    if (element === null || following || barRows === before) return
    if (barRows < before) return setTop(rowAt(element, barRows))
    const place = placeAfterGrowth(top, element, barRows)
    if (place !== undefined) element.scrollTop = place
  }, [scroller, following, barRows, top])

  /** The first line while nobody follows, or of those that fill the screen at the end. */
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

  // Behind the paint of the pane around it: making a terminal takes as long as all the rest, and nothing stands in it before its lines are read.
  useEffect(() => {
    const element = stage.current
    if (element === null) return undefined
    const opened = openLogScreen(element, fontSize)
    screen.current = opened
    const fit = (): void => setFitted((before) => ({ rows: opened.fit(), theme: before.theme }))
    const sized = new ResizeObserver(fit)
    sized.observe(element)
    const stopTheming = onThemeChange(() => {
      opened.retheme()
      setFitted((before) => ({ rows: before.rows, theme: before.theme + 1 }))
    })
    fit()
    let isGone = false
    // What was measured before is wrong: numbers and times would not stand beside their lines.
    void fontComing(fontSize)?.then(
      () => (isGone ? undefined : setFontsThere((before) => before + 1)),
      () => undefined,
    )
    return () => {
      isGone = true
      sized.disconnect()
      stopTheming()
      opened.close()
      screen.current = undefined
    }
  }, [stage, fontSize, fontsThere])

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
      // At the end the place follows from what comes, and each part of what comes scrolls.
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
  }, [scroller, setFollowing, goRows])

  useLayoutEffect(() => {
    isCaughtUp.current = false
  }, [client])
  useLayoutEffect(() => {
    const element = scroller.current
    if (element !== null && following) element.scrollTop = element.scrollHeight
    // What was there when the log was opened is not new to whoever came by the address of a line.
    if (following || !isCaughtUp.current) setSeen(lineCount)
    if (!log.isAwaited) isCaughtUp.current = true
  }, [scroller, following, lineCount, barRows, fitted.rows, log.isAwaited])

  useEffect(() => {
    let stale = false
    const shows = screen.current
    if (shows === undefined || client === undefined || fitted.rows === 0) return undefined
    const { from, count } = place === undefined ? { from: first, count: fitted.rows } : linesAround(place, fitted.rows)
    void client.rows(from, count).then((lines) => {
      // While following, wrapped lines may fill the screen before the last one: the end is what the reader wants to see.
      const anchor = following ? 'bottom' : 'top'
      if (stale) return
      const shown = place ?? { line: from, rows: 0 }
      const done = shows.paint(lines, { anchor, pattern, wrap, column: wrap ? 0 : column, place: shown, from, note })
      begins.current = done.begins
      if (place?.rows === wanted.current?.rows) wanted.current = undefined
      setPainted({ rows: done.rows, from: done.begins.line, of: rowCount })
      if (done.isWrapped) setWrapped(true)
      // Whoever goes down and sees the last row has come to the end, wherever the bar stands.
      if (done.hasRoom && isGoingDown.current && from + lines.length >= rowCount) setFollowing(true)
      isGoingDown.current = false
    })
    return () => {
      stale = true
    }
  }, [client, rowCount, version, first, place, fitted, following, pattern, wrap, column, note, setFollowing])

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
      // The list may have grown by what was unfolded: its height is known after the next frame.
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

/** Rows that a wheel turns by, at least one if it turns. */
function rowsOfWheel({ deltaY, deltaMode }: WheelEvent, screen: LogScreen | undefined): number {
  const { rowCount = 1, rowHeight = 19 } = screen ?? {}
  const turned = deltaMode === lineMode ? deltaY : deltaMode === pageMode ? deltaY * rowCount : deltaY / rowHeight
  return Math.sign(turned) * Math.max(1, Math.round(Math.abs(turned)))
}
