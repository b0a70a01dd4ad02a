import { useEffect, useRef } from 'react'
import type { Query } from '#domain/logs/log-search.ts'

/** Scrolls to the first hit of a new query, once, unless the address leads to another line (`isLed`). */
export function useFirstHit(query: Query, hits: Uint32Array, isLed: boolean, show: (line: number) => void): void {
  const asked = useRef<{ readonly query?: Query; readonly before?: Uint32Array; readonly isShown: boolean }>({
    isShown: false,
  })
  useEffect(() => {
    // Until new hits arrive, these belong to the old query.
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
