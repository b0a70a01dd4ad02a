import { useEffect, useRef } from 'react'
import { isIdle } from '#ui/idle-focus.ts'
import { focusBoard } from './panes.ts'

/** Brings the keyboard back to the board: what had it may go with a question that is answered, or with the outline. */
export function useFocusReturns({ isAsking, hasOutline }: Readonly<Record<'isAsking' | 'hasOutline', boolean>>): void {
  useEffect(() => {
    if (!isAsking) return undefined
    return () => void requestAnimationFrame(() => (isIdle(document.activeElement) ? focusBoard() : undefined))
  }, [isAsking])
  const hadOutline = useRef(hasOutline)
  useEffect(() => {
    // Whoever asks for the outline goes on in it, and on the board after it.
    if (hadOutline.current !== hasOutline) focusBoard()
    hadOutline.current = hasOutline
  }, [hasOutline])
}
