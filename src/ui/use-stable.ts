import { useCallback, useLayoutEffect, useRef } from 'react'

/** A stable function that always runs the newest `does`. For handlers, so that passing them on causes no rerender. */
export function useStable<Given extends readonly unknown[], Answer>(
  does: (...given: Given) => Answer,
): (...given: Given) => Answer {
  const newest = useRef(does)
  useLayoutEffect(() => {
    newest.current = does
  })
  return useCallback((...given) => newest.current(...given), [])
}
