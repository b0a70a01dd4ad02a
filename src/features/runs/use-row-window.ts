import { type RefObject, useLayoutEffect, useState } from 'react'
import { watchScroll } from '#ui/tables/watch-scroll.ts'

// Rows beyond the edges, so that a key or a turn of the wheel finds them mounted.
const spare = 8
// A list of so many is mounted whole.
const mostMounted = 100

export interface RowWindow {
  /** The first row that is mounted, and the first behind those that are. */
  readonly first: number
  readonly last: number
}

/** Which rows of one height are mounted in what scrolls: those in sight and a few around them. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, count: number, height: number): RowWindow {
  const [view, setView] = useState({ from: 0, to: spare })
  const isWhole = count <= mostMounted
  // Measured with the first rows, and before anything is painted: rendering more of them for nothing would be the longest part of it.
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null || isWhole) return undefined
    const measure = (): void => {
      const from = Math.floor(element.scrollTop / height / spare) * spare
      const to = from + Math.ceil(element.clientHeight / height / spare) * spare + spare
      setView((before) => (before.from === from && before.to === to ? before : { from, to }))
    }
    return watchScroll(element, measure)
  }, [scroller, height, isWhole])
  return isWhole
    ? { first: 0, last: count }
    : { first: Math.min(count, Math.max(0, view.from - spare)), last: Math.min(count, view.to + spare) }
}
