import { useEffect, useRef } from 'react'
import { isIdle } from '#ui/page/idle-focus.ts'
import { focusBoard } from './panes.ts'

interface FocusReturns {
  readonly isAsking: boolean
  /** Whether the inspector shows something of the line rather than the line itself. */
  readonly isInspecting: boolean
  readonly hasOutline: boolean
}

/** Returns the focus to the board when what had it disappears: an answered question, an undone stage, the outline. */
export function useFocusReturns({ isAsking, isInspecting, hasOutline }: FocusReturns): void {
  useReturnAfter(isAsking)
  useReturnAfter(isInspecting)
  const hadOutline = useRef(hasOutline)
  useEffect(() => {
    // Opening the outline focuses it, closing it focuses the board.
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
