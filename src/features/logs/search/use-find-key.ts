import { type RefObject, useEffect, useRef } from 'react'
import { useStable } from '#ui/use-stable.ts'

/**
 * Makes Ctrl+F search the log, since the browser's own search only finds visible lines. The focused log takes it, else
 * the first one. Pressed again in the search field, the browser's search opens.
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
