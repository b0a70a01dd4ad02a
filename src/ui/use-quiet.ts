import { useEffect, useState } from 'react'
import { whenQuiet } from './when-quiet.ts'

/** Milliseconds. A page on which something always moves never becomes idle. */
const atLatest = 1000

/** Whether the browser has become idle since something was ready; what waits for that delays nothing important. */
export function useQuiet(isReady: boolean): boolean {
  const [isQuiet, setIsQuiet] = useState(false)
  useEffect(() => (isReady ? whenQuiet(() => setIsQuiet(true), atLatest) : undefined), [isReady])
  return isQuiet
}
