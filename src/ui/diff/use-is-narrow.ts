import { type RefObject, useLayoutEffect, useState } from 'react'

/** Whether an element is narrower than some CSS pixels; known before the first paint. */
export function useIsNarrow(element: RefObject<HTMLElement | null>, least: number): boolean {
  const [isNarrow, setNarrow] = useState(false)
  useLayoutEffect(() => {
    const measured = element.current
    if (measured === null) return undefined
    const measure = (): void => setNarrow(measured.clientWidth > 0 && measured.clientWidth < least)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(measured)
    return () => observer.disconnect()
  }, [element, least])
  return isNarrow
}
