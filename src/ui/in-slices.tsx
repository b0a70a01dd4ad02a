import { type ReactNode, startTransition, useEffect, useState } from 'react'

const waiting = new Set<() => void>()

function beginNext(): void {
  const [next] = waiting
  next?.()
}

/**
 * Renders a large part of a page a moment later, one such part after the other. As a transition, React renders it in
 * slices of a few milliseconds, in between which the page stays responsive. Each begins after a frame of its own, so
 * that layout and paint come in portions too.
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

/** A hidden tab has no frames. */
function afterFrame(begin: () => void): void {
  if (document.hidden) begin()
  else requestAnimationFrame(begin)
}
