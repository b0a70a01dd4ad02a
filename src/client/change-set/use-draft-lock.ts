import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { usePerson } from '../platform.ts'
import { untilLeft } from '../page-left.ts'
import { draftsAtRest } from './draft-store.ts'

export interface DraftLock {
  /** Which tab may write the draft: this one, or another tab of the same person. */
  readonly holder: 'asking' | 'own' | 'elsewhere'
  /** Asks the other tab for the lock; undefined unless another tab has it. */
  readonly takeOver: (() => void) | undefined
}

/**
 * Holds the lock of a person's draft while its page is open, so that two tabs never overwrite each other. A second tab waits until the first
 * closes or is asked for the lock, and then reads everything again.
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
    // The whole page is closing: the last save has started, but nothing here will run to see it end.
    const left = untilLeft(leaving.signal).then(() => leaving.abort())
    const gone = new Promise<void>((resolve) => {
      // The last save starts while the tab leaves; the next holder must find it.
      leaving.signal.addEventListener('abort', () => setTimeout(() => void draftsAtRest().then(resolve)))
    })
    /** Resolves when another tab has asked for the lock and everything of this one is saved. */
    const asked = (): Promise<void> =>
      new Promise((resolve) => {
        channel.addEventListener(
          'message',
          () => {
            // Unmounts the editor, which starts its last save before the next line waits for it.
            flushSync(() => setHolder('asking'))
            void draftsAtRest().then(resolve)
          },
          { once: true, signal: leaving.signal },
        )
      })
    /** Drops cached reads: another tab, or this one while leaving, may have saved and published since. */
    function forgetWhatWasRead(): void {
      for (const kind of ['document', 'documents', 'drafts', 'local-draft', 'world'])
        cache.removeQueries({ queryKey: [project, kind] })
    }
    async function keep(): Promise<void> {
      setHolder('own')
      await Promise.race([gone, asked(), left])
    }
    async function take(): Promise<void> {
      // Coming back at once must find the save that is still under way, and not wait for its own lock.
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
    // Leaving while waiting rejects the request with an AbortError.
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
