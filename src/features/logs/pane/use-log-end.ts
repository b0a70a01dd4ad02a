import { useEffect, useMemo, useRef, useState } from 'react'
import { endOf } from '../reading/log-end.ts'
import type { LogSource } from '../reading/log-source.ts'
import { type LogState, useLog } from '../reading/use-log.ts'
import type { ScreenWindow } from './use-log-screen.ts'

export interface LogPart {
  /** What stands on the screen: the log, or its end. */
  readonly log: LogState
  /** Whether it is the end of a log whose lines are still being counted: its lines have no numbers yet. */
  readonly isEnd: boolean
  /** Back to the log from its first line. */
  leave(): void
}

/** Whoever wants to see the end of a large log does not wait until its lines have been counted: its last lines stand there meanwhile. */
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

/** Brings lines of the whole log into sight, also from its end; and what was read there, once its lines have numbers. */
export function useShowLine(
  whole: LogState,
  { log, isEnd, leave }: LogPart,
  screen: ScreenWindow,
): (line: number, place?: 'top') => void {
  const wanted = useRef<{ readonly line: number; readonly place?: 'top' | undefined }>(undefined)
  /** How far before the end the first line in sight stands. */
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
