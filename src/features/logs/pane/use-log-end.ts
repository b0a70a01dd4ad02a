import { useEffect, useMemo, useRef, useState } from 'react'
import { endOf } from '../reading/log-end.ts'
import type { LogSource } from '../reading/log-source.ts'
import { type LogState, useLog } from '../reading/use-log.ts'
import type { ScreenWindow } from './use-log-screen.ts'

export interface LogPart {
  /** What is shown: the log, or only its end. */
  readonly log: LogState
  /** Whether only the end is shown, whose line numbers are not known yet. */
  readonly isEnd: boolean
  /** Returns to the log from its first line. */
  leave(): void
}

/** Shows the last lines of a large log at once, while its lines are still being counted. */
export function useLogEnd(
  whole: LogState,
  key: string,
  source: LogSource,
  {
    failed,
    following,
    isFiltered,
  }: { readonly failed: boolean; readonly following: boolean; readonly isFiltered: boolean },
): LogPart {
  const [isWanted, setWanted] = useState(false)
  const isCounting = whole.counted !== undefined && !isFiltered
  useEffect(() => {
    if (!isCounting) setWanted(false)
    else if (following) setWanted(true)
  }, [isCounting, following])
  const ending = useMemo(() => endOf(source), [source])
  const end = useLog(isWanted && isCounting ? `${key}#end` : undefined, ending, failed)
  const isEnd = isWanted && isCounting && end.lineCount > 0
  return { log: isEnd ? end : whole, isEnd, leave: () => setWanted(false) }
}

/**
 * Scrolls to lines of the log, even while only its end is shown. When numbers arrive, it returns to what was being
 * read.
 */
export function useShowLine(
  whole: LogState,
  { log, isEnd, leave }: LogPart,
  screen: ScreenWindow,
): (line: number, place?: 'top') => void {
  const wanted = useRef<{ readonly line: number; readonly place?: 'top' | undefined }>(undefined)
  /** The distance of the first visible line from the end. */
  const fromEnd = useRef<number>(undefined)
  const first = screen.painted.rows[0]?.line.number ?? 0
  useEffect(() => {
    if (isEnd) {
      fromEnd.current = screen.following ? undefined : log.lineCount - first
      return
    }
    const line = fromEnd.current === undefined ? undefined : whole.lineCount - fromEnd.current
    const next = wanted.current ?? (line === undefined ? undefined : { line, place: 'top' as const })
    wanted.current = undefined
    fromEnd.current = undefined
    if (next !== undefined) screen.showLine(next.line, next.place)
  })
  return (line, place) => {
    if (!isEnd) return screen.showLine(line, place)
    wanted.current = { line, place }
    screen.stop()
    leave()
  }
}
