import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { onThemeChange } from '#ui/colours.ts'
import type { LogClient } from './log-client.ts'
import { type LogScreen, openLogScreen, type ScreenRow } from './log-screen.ts'

export interface ScreenWindow {
  readonly rows: readonly ScreenRow[]
  readonly rowHeight: number
  readonly following: boolean
  /** Lines that came since the reader left the end. */
  readonly unseen: number
  follow(): void
  showLine(number: number): void
  selection(): string
}

// Browsers limit an element's height; beyond this the scroll bar counts lines in larger steps.
const highest = 12_000_000

/** Shows the part of a log that the scroller has come to, and follows the end while the reader is there. */
export function useLogScreen(
  scroller: RefObject<HTMLDivElement | null>,
  stage: RefObject<HTMLDivElement | null>,
  log: { readonly client: LogClient | undefined; readonly lineCount: number },
  words: string,
): ScreenWindow & { readonly height: number } {
  const screen = useRef<LogScreen>(undefined)
  const [rows, setRows] = useState<readonly ScreenRow[]>([])
  const [following, setFollowing] = useState(true)
  const [seen, setSeen] = useState(0)
  const [top, setTop] = useState(0)
  const [fitted, setFitted] = useState({ rows: 0, theme: 0 })
  const rowHeight = screen.current?.rowHeight ?? 19
  const height = Math.min(highest, (log.lineCount + 1) * rowHeight)

  useLayoutEffect(() => {
    const element = stage.current
    if (element === null) return undefined
    const opened = openLogScreen(element)
    screen.current = opened
    const fit = (): void => setFitted((before) => ({ rows: opened.fit(), theme: before.theme }))
    const sized = new ResizeObserver(fit)
    sized.observe(element)
    const stopTheming = onThemeChange(() => {
      opened.retheme()
      setFitted((before) => ({ rows: before.rows, theme: before.theme + 1 }))
    })
    fit()
    return () => {
      sized.disconnect()
      stopTheming()
      opened.close()
      screen.current = undefined
    }
  }, [stage])

  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    function handleScroll(): void {
      if (element === null) return
      const hidden = element.scrollHeight - element.clientHeight
      setFollowing(element.scrollTop >= hidden - 2)
      setTop(hidden <= 0 ? 0 : element.scrollTop / element.scrollHeight)
    }
    element.addEventListener('scroll', handleScroll, { passive: true })
    return () => element.removeEventListener('scroll', handleScroll)
  }, [scroller])

  useLayoutEffect(() => {
    const element = scroller.current
    if (element !== null && following) element.scrollTop = element.scrollHeight
    if (following) setSeen(log.lineCount)
  }, [scroller, following, log.lineCount, fitted.rows])

  const from = following
    ? Math.max(0, log.lineCount - fitted.rows)
    : Math.min(Math.round(top * (log.lineCount + 1)), Math.max(0, log.lineCount - 1))
  useEffect(() => {
    let stale = false
    const shows = screen.current
    if (shows === undefined || log.client === undefined || fitted.rows === 0) return undefined
    void log.client.lines(from, fitted.rows).then((lines) => {
      // While following, wrapped lines may fill the screen before the last one: the end is what the reader wants to see.
      if (!stale) setRows(shows.paint(lines, following ? 'bottom' : 'top', words))
    })
    return () => {
      stale = true
    }
  }, [log.client, log.lineCount, from, fitted, following, words])

  return {
    rows,
    rowHeight,
    height,
    following,
    unseen: following ? 0 : Math.max(0, log.lineCount - seen),
    follow: () => setFollowing(true),
    showLine(number) {
      const element = scroller.current
      if (element === null) return
      const wanted = Math.max(0, number - Math.floor(fitted.rows / 3))
      element.scrollTop = (wanted / (log.lineCount + 1)) * element.scrollHeight
    },
    selection: () => screen.current?.selection() ?? '',
  }
}
