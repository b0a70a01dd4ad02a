import { useEffect, useState } from 'react'
import type { Query } from '#domain/logs/log-search.ts'
import { useStable } from '#ui/use-stable.ts'

/** The current hit, and stepping through all of them in a circle. A new query begins at its first hit. */
export function useHitSteps(
  query: Query,
  hits: Uint32Array,
  show: (line: number) => void,
): { readonly hit: number; readonly go: (step: number) => void } {
  const [hit, setHit] = useState(0)
  useEffect(() => setHit(0), [query])
  const go = useStable((step: number) => {
    if (hits.length === 0) return
    const next = (hit + step + hits.length) % hits.length
    setHit(next)
    show(hits[next] ?? 0)
  })
  return { hit, go }
}
