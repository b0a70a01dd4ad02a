import { type ReactNode, startTransition, useEffect, useState } from 'react'

const waiting = new Set<() => void>()

/**
 * A large part of a page that comes a moment after what stands around it, one such part after the other. React puts it together in slices of a few
 * milliseconds, between which the page answers; what is rendered because data came, or because something was measured, is one task however much it is.
 */
export function InSlices({ fallback, children }: { readonly fallback?: ReactNode; readonly children: ReactNode }) {
  const [isDue, setDue] = useState(false)
  useEffect(() => {
    if (isDue) return undefined
    const begin = (): void => startTransition(() => setDue(true))
    waiting.add(begin)
    if (waiting.size === 1) begin()
    return () => {
      waiting.delete(begin)
      const [next] = waiting
      next?.()
    }
  }, [isDue])
  return isDue ? children : fallback
}
