import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { usePerson } from '../platform.ts'
import { untilLeft } from '../page-left.ts'
import { draftsAtRest } from './draft-store.ts'

export interface DraftLock {
  /** Who may write the draft: this tab, or another one of the same person that was here first. */
  readonly holder: 'asking' | 'own' | 'elsewhere'
  /** Asks the other tab for the lock; absent where no other has it. */
  readonly takeOver: (() => void) | undefined
}

/**
 * Holds the lock of a person's draft while its page is open (design 5.1), so that two tabs never write over each other. A tab that comes
 * second waits, and gets the lock, with everything read afresh, when the first one goes or is asked for it.
 */
export function useDraftLock(project: string, subject: string): DraftLock {
  const person = usePerson()
  const cache = useQueryClient()
  const isLockable = 'locks' in navigator
  const [holder, setHolder] = useState<DraftLock['holder']>(isLockable ? 'asking' : 'own')
  const name = `linewright-draft ${person} ${project} ${subject}`
  useEffect(() => {
    if (!isLockable) return undefined
    const channel = new BroadcastChannel(name)
    const leaving = new AbortController()
    // The whole page: the last save has begun, and nothing here runs any more to see its end.
    const left = untilLeft(leaving.signal).then(() => leaving.abort())
    const gone = new Promise<void>((resolve) => {
      // The last save of this tab begins as it leaves; whoever waits must find it.
      leaving.signal.addEventListener('abort', () => setTimeout(() => void draftsAtRest().then(resolve)))
    })
    /** Resolves when another tab has asked for the lock and everything of this one is saved. */
    const asked = (): Promise<void> =>
      new Promise((resolve) => {
        channel.addEventListener(
          'message',
          () => {
            // The editor leaves with this, and saves as it does: that has begun before it is waited for.
            flushSync(() => setHolder('asking'))
            void draftsAtRest().then(resolve)
          },
          { once: true, signal: leaving.signal },
        )
      })
    /** What this tab had read is as old as its opening: another one, or this one as it left, may have saved and published since. */
    function forgetWhatWasRead(): void {
      for (const kind of ['document', 'documents', 'drafts', 'local-draft', 'world'])
        cache.removeQueries({ queryKey: [project, kind] })
    }
    async function keep(): Promise<void> {
      setHolder('own')
      await Promise.race([gone, asked(), left])
    }
    async function take(): Promise<void> {
      // Whoever comes back at once finds what this tab still saves, and not itself in its way.
      await draftsAtRest()
      await navigator.locks.request(name, { ifAvailable: true }, async (found) => {
        if (found !== null && !leaving.signal.aborted) await keep()
      })
      while (!leaving.signal.aborted) {
        forgetWhatWasRead()
        setHolder('elsewhere')
        await navigator.locks.request(name, { signal: leaving.signal }, async () => {
          forgetWhatWasRead()
          await keep()
        })
      }
    }
    // Leaving while waiting ends the request with an error that says just this.
    take().catch((error: unknown) => {
      if (!leaving.signal.aborted) throw error
    })
    return () => {
      leaving.abort()
      channel.close()
    }
  }, [cache, isLockable, name, project])
  return { holder, takeOver: holder === 'elsewhere' ? () => askFor(name) : undefined }
}

function askFor(name: string): void {
  const channel = new BroadcastChannel(name)
  channel.postMessage('wanted')
  channel.close()
}
