import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { usePlatform } from '../platform.ts'
import { draftsAtRest } from './draft-store.ts'

/** Who may write the draft: this tab, or another one of the same person that was here first. */
export type DraftLock = 'asking' | 'own' | 'elsewhere'

/**
 * Holds the lock of a person's draft while its page is open (design 5.1), so that two tabs never write over each other. A tab that comes
 * second waits, and gets the lock, with everything read afresh, when the first one goes.
 */
export function useDraftLock(project: string, subject: string): DraftLock {
  const { person } = usePlatform()
  const cache = useQueryClient()
  const isLockable = 'locks' in navigator
  const [lock, setLock] = useState<DraftLock>(isLockable ? 'asking' : 'own')
  useEffect(() => {
    if (!isLockable) return undefined
    const name = `linewright-draft ${person} ${project} ${subject}`
    const leaving = new AbortController()
    const gone = new Promise<void>((resolve) => {
      // The last save of this tab begins as it leaves; whoever waits must find it.
      leaving.signal.addEventListener('abort', () => setTimeout(() => void draftsAtRest().then(resolve)))
    })
    async function take(): Promise<void> {
      const isTaken = await navigator.locks.request(name, { ifAvailable: true }, async (found) => {
        if (found === null || leaving.signal.aborted) return found === null
        setLock('own')
        await gone
        return false
      })
      if (!isTaken || leaving.signal.aborted) return
      setLock('elsewhere')
      await navigator.locks.request(name, { signal: leaving.signal }, async () => {
        // What this tab had read is as old as its opening: the other one may have saved and published since.
        for (const kind of ['document', 'documents', 'drafts', 'local-draft', 'world'])
          cache.removeQueries({ queryKey: [project, kind] })
        setLock('own')
        await gone
      })
    }
    // Leaving while waiting ends the request with an error that says just this.
    take().catch((error: unknown) => {
      if (!leaving.signal.aborted) throw error
    })
    return () => leaving.abort()
  }, [cache, isLockable, person, project, subject])
  return lock
}
