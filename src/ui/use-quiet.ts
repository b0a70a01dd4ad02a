import { useEffect, useState } from 'react'
import { whenQuiet } from './when-quiet.ts'

/** In milliseconds: a page on which something always moves never comes to rest. */
const atLatest = 1000

/** Whether the browser has come to rest since something was ready: what waits for it holds up nothing that people came for. */
export function useQuiet(isReady: boolean): boolean {
  const [isQuiet, setIsQuiet] = useState(false)
  useEffect(() => (isReady ? whenQuiet(() => setIsQuiet(true), atLatest) : undefined), [isReady])
  return isQuiet
}
