import { useEffect, useRef } from 'react'
import { isIdle } from '#ui/page/idle-focus.ts'
import { focusBoard } from './panes.ts'

interface FocusReturns {
  readonly isAsking: boolean
  /** Whether the inspector shows something of the line. */
  readonly isInspecting: boolean
  readonly hasOutline: boolean
}

/** Brings the keyboard back to the board: what had it may go with a question that is answered, with a stage that is taken back, or with the outline. */
export function useFocusReturns({ isAsking, isInspecting, hasOutline }: FocusReturns): void {
  useReturnAfter(isAsking)
  useReturnAfter(isInspecting)
  const hadOutline = useRef(hasOutline)
  useEffect(() => {
    // Whoever asks for the outline goes on in it, and on the board after it.
    if (hadOutline.current !== hasOutline) focusBoard()
    hadOutline.current = hasOutline
  }, [hasOutline])
}

function useReturnAfter(isShown: boolean): void {
  useEffect(() => {
    if (!isShown) return undefined
    return () => void requestAnimationFrame(() => (isIdle(document.activeElement) ? focusBoard() : undefined))
  }, [isShown])
}
