import { type RefObject, useEffect, useRef } from 'react'
import { useStable } from '#ui/use-stable.ts'

/**
 * Ctrl+F anywhere on a page with a log searches the log: the browser finds the lines on the screen only. The log with the focus takes it,
 * else the first one; whoever asks again in the words gets the browser's own search.
 */
export function useFindKey(search: () => void): RefObject<HTMLElement | null> {
  const pane = useRef<HTMLElement>(null)
  const handleKey = useStable((event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    const { activeElement: focused } = document
    const isElsewhere = focused?.closest('[role="dialog"]') instanceof Element
    if (event.defaultPrevented || isElsewhere) return
    if (focused instanceof HTMLInputElement && pane.current?.contains(focused)) return
    if (pane.current !== (focused?.closest('.lw-log') ?? document.querySelector('.lw-log'))) return
    event.preventDefault()
    search()
  })
  useEffect(() => {
    document.addEventListener('keydown', handleKey)
    return () => document.removeEventListener('keydown', handleKey)
  }, [handleKey])
  return pane
}
