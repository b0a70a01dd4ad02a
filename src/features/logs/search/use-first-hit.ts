import { useEffect, useRef } from 'react'
import type { Query } from '#domain/logs/log-search.ts'

/** Brings the first hit of other words into sight as soon as it is found, once; `isLed` says that the address leads to another line. */
export function useFirstHit(query: Query, hits: Uint32Array, isLed: boolean, show: (line: number) => void): void {
  const asked = useRef<{ readonly query?: Query; readonly before?: Uint32Array; readonly isShown: boolean }>({
    isShown: false,
  })
  useEffect(() => {
    // At first the hits are still those of the words before.
    if (asked.current.query !== query) {
      asked.current = { query, before: hits, isShown: isLed }
      return
    }
    const [first] = hits
    if (asked.current.isShown || hits === asked.current.before || first === undefined) return
    asked.current = { ...asked.current, isShown: true }
    show(first)
  })
}
