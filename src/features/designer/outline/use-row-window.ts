import { type RefObject, useCallback, useEffect, useState } from 'react'
import { watchScroll } from '#ui/tables/watch-scroll.ts'

const rowHeight = 32
// Rows beyond the edges, so that a key or a turn of the wheel finds them mounted.
const spare = 12

/** Which rows of a long list are mounted: those in sight and a few around them. */
export function useRowWindow(element: RefObject<HTMLElement | null>, count: number) {
  const [view, setView] = useState({ top: 0, height: 800 })
  useEffect(() => {
    const scroller = scrollerOf(element.current)
    if (scroller === null) return undefined
    const measure = (): void =>
      setView((before) =>
        Math.abs(before.top - scroller.scrollTop) < rowHeight * 4 && before.height === scroller.clientHeight
          ? before
          : { top: scroller.scrollTop, height: scroller.clientHeight },
      )
    return watchScroll(scroller, measure)
  }, [element])
  const first = Math.max(0, Math.floor(view.top / rowHeight) - spare)
  const last = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + spare)
  const scrollTo = useCallback(
    (index: number): void => {
      const scroller = scrollerOf(element.current)
      if (scroller === null || index < 0) return
      const at = index * rowHeight
      if (at < scroller.scrollTop) scroller.scrollTop = at
      else if (at + rowHeight > scroller.scrollTop + scroller.clientHeight)
        scroller.scrollTop = at + rowHeight - scroller.clientHeight
      setView({ top: scroller.scrollTop, height: scroller.clientHeight })
    },
    [element],
  )
  return { first, last, top: first * rowHeight, height: count * rowHeight, scrollTo }
}

/** What scrolls: the element itself or what holds it. */
function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  for (let at = element; at !== null; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at)
    if (overflowY === 'auto' || overflowY === 'scroll') return at
  }
  return element
}
