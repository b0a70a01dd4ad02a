import { useCallback, useLayoutEffect, useRef } from 'react'

/** A function that stays the same while what it does is always the newest: for handlers, so that whoever is given one is not drawn again for it. */
export function useStable<Given extends readonly unknown[], Answer>(
  does: (...given: Given) => Answer,
): (...given: Given) => Answer {
  const newest = useRef(does)
  useLayoutEffect(() => {
    newest.current = does
  })
  return useCallback((...given) => newest.current(...given), [])
}
