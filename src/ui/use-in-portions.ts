import { useEffect, useState } from 'react'

const portion = 12

/**
 * How much of a long list is due: as it opens, twelve more in each frame, so that mounting and laying out what it shows is many short tasks; then
 * all of it, however it grows.
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
