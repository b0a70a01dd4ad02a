import { type ReactNode, startTransition, useEffect, useState } from 'react'

const waiting = new Set<() => void>()

function beginNext(): void {
  const [next] = waiting
  next?.()
}

/**
 * A large part of a page that comes a moment after what stands around it, one such part after the other. React puts it together in slices of a few
 * milliseconds, between which the page answers; what is rendered because data came, or because something was measured, is one task however much it is.
 * Each begins behind a frame of its own, so that laying out and painting come in portions as well.
 */
export function InSlices({ fallback, children }: { readonly fallback?: ReactNode; readonly children: ReactNode }) {
  const [isDue, setDue] = useState(false)
  useEffect(() => {
    if (isDue) return undefined
    const begin = (): void => startTransition(() => setDue(true))
    waiting.add(begin)
    if (waiting.size === 1) afterFrame(begin)
    return () => {
      waiting.delete(begin)
      afterFrame(beginNext)
    }
  }, [isDue])
  return isDue ? children : fallback
}

/** A tab that nobody sees has no frames. */
function afterFrame(begin: () => void): void {
  if (document.hidden) begin()
  else requestAnimationFrame(begin)
}
