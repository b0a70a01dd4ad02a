import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { onThemeChange } from '#ui/colours.ts'
import { fontComing, type LogScreen, openLogScreen, type PaintOptions, type ScreenRow } from './log-screen.ts'
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
  const [column, setColumn] = useState(0)
  const [fontsThere, setFontsThere] = useState(0)
  const [fitted, setFitted] = useState({ rows: 0, theme: 0 })
  const rowHeight = screen.current?.rowHeight ?? 19
  const height = Math.min(highest, (log.rowCount + 1) * rowHeight)
  const { client, rowCount, lineCount, version } = log
  const rowsNow = useRef(rowCount)
  // Whoever reads stays at the row when more comes; of fewer rows the bar says which one it is.
  useLayoutEffect(() => {
    const before = rowsNow.current
    rowsNow.current = rowCount
    const element = scroller.current
    if (element === null || following || rowCount === before) return
    if (rowCount < before) return setTop(rowAt(element, rowCount))
    const place = placeAfterGrowth(top, element, rowCount)
    if (place !== undefined) element.scrollTop = place
  }, [scroller, following, rowCount, top])

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
      if (element === null) return
      const hidden = element.scrollHeight - element.clientHeight
      const isAtEnd = hidden > 2 && element.scrollTop >= hidden - 2
      if (hidden > 2) setFollowing(isAtEnd)
      // At the end the place follows from what comes, and each part of what comes scrolls.
      if (!isAtEnd) setTop(hidden <= 0 ? 0 : rowAt(element, rowsNow.current))
    }
    function handleWheel(event: WheelEvent): void {
      const across = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX
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
  }, [scroller, setFollowing])

  useLayoutEffect(() => {
    isCaughtUp.current = false
  }, [client])
  useLayoutEffect(() => {
    const element = scroller.current
    if (element !== null && following) element.scrollTop = element.scrollHeight
    // What was there when the log was opened is not new to whoever came by the address of a line.
    if (following || !isCaughtUp.current) setSeen(lineCount)
    if (!log.isAwaited) isCaughtUp.current = true
  }, [scroller, following, lineCount, rowCount, fitted.rows, log.isAwaited])

  const from = following ? Math.max(0, rowCount - fitted.rows) : Math.min(top, Math.max(0, rowCount - 1))
  useEffect(() => {
    let stale = false
    const shows = screen.current
    if (shows === undefined || client === undefined || fitted.rows === 0) return undefined
    void client.rows(from, fitted.rows).then((lines) => {
      // While following, wrapped lines may fill the screen before the last one: the end is what the reader wants to see.
      const anchor = following ? 'bottom' : 'top'
      if (stale) return
      const rows = shows.paint(lines, { anchor, pattern, wrap, column: wrap ? 0 : column, note })
      setPainted({ rows, from, of: rowCount })
    })
    return () => {
      stale = true
    }
  }, [client, rowCount, version, from, fitted, following, pattern, wrap, column, note])

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
      if (following) scrollToRow(from, 'top')
    },
    scrollBy(count) {
      const element = scroller.current
      if (element !== null) element.scrollTop += placeOf(count, element, rowsNow.current)
    },
    screen,
  }
}
