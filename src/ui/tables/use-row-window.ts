import { type RefObject, useCallback, useLayoutEffect, useState } from 'react'

/** Rows mounted beyond each edge, for keys and the wheel; also how far to scroll before rendering again. */
const spare = 8

/** The mounted rows of a long list, from `first` up to but not including `last`. */
export interface RowWindow {
  readonly first: number
  readonly last: number
}

export interface RowWindowOptions {
  /** The scrolling element. It may appear with the first row. */
  readonly scroller: RefObject<HTMLElement | null>
  readonly count: number
  /** Pixels; all rows have the same height. */
  readonly rowHeight: number
  /** Lists of at most so many rows are mounted as a whole. */
  readonly whole?: number
}

/** Which rows of a long list to mount: visible ones and a few around them. `scrollTo` scrolls to a row. */
export function useRowWindow({ scroller, count, rowHeight, whole = 0 }: RowWindowOptions) {
  const [view, setView] = useState({ from: 0, to: spare })
  const isWhole = count <= whole
  const measure = useCallback((): void => {
    const element = scroller.current
    if (element === null) return
    const from = Math.floor(element.scrollTop / rowHeight / spare) * spare
    const to = from + Math.ceil(element.clientHeight / rowHeight / spare) * spare + spare
    setView((before) => (before.from === from && before.to === to ? before : { from, to }))
  }, [scroller, rowHeight])
  // Measures after a few rows and before the first paint, since mounting many only to measure would take longest.
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null || isWhole) return undefined
    measure()
    element.addEventListener('scroll', measure, { passive: true })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', measure)
      observer.disconnect()
    }
  }, [scroller, measure, isWhole])
  const scrollTo = useCallback(
    (index: number): void => {
      const element = scroller.current
      if (element === null || index < 0) return
      const top = index * rowHeight
      const bottom = top + rowHeight
      if (top < element.scrollTop) element.scrollTop = top
      else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight
      measure()
    },
    [scroller, rowHeight, measure],
  )
  const rows: RowWindow = isWhole
    ? { first: 0, last: count }
    : { first: Math.min(count, Math.max(0, view.from - spare)), last: Math.min(count, view.to + spare) }
  return { ...rows, scrollTo }
}
