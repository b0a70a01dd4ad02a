import { useEffect, useState } from 'react'

const portion = 12

/**
 * How much of a long list to render: twelve more in each frame at first, so that mounting and layout are many short
 * tasks, and then all of it, however it grows.
 */
export function useInPortions(length: number): number {
  const [due, setDue] = useState(portion)
  useEffect(() => {
    if (due === Infinity) return undefined
    const frame = requestAnimationFrame(() => setDue(due < length ? due + portion : Infinity))
    return () => cancelAnimationFrame(frame)
  }, [due, length])
  return due
}
