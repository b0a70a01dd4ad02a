import { useEffect, useState } from 'react'

/** A value once it has been stable for so many milliseconds; until then the one before, at first undefined. */
export function useRested<T>(value: T, milliseconds: number): T | undefined {
  const [rested, setRested] = useState<T>()
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return rested
}
