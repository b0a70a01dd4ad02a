import { type RefObject, useEffect, useState } from 'react'
import type { CellEntryHandle } from './cell-entry.tsx'

/** The grid's elements with which an entry works; they exist once it has painted. */
interface GridParts {
  readonly canvas: HTMLElement
  readonly scroller: HTMLElement
}

/** Finds the elements, and moves the focus to the entry field whichever part of the grid gets it. */
export function useGridParts(
  frame: RefObject<HTMLElement | null>,
  entry: RefObject<CellEntryHandle | null>,
): { readonly parts: GridParts | undefined; readonly find: () => void } {
  const [parts, setParts] = useState<GridParts>()
  useEffect(() => {
    if (parts === undefined) return undefined
    function handleFocus({ isTrusted }: FocusEvent): void {
      if (isTrusted) entry.current?.focus()
    }
    // Tab should stop at the entry field only.
    parts.canvas.tabIndex = -1
    if (parts.canvas.contains(document.activeElement)) entry.current?.focus()
    parts.canvas.addEventListener('focusin', handleFocus)
    return () => parts.canvas.removeEventListener('focusin', handleFocus)
  }, [parts, entry])
  return { parts, find: () => setParts((known) => known ?? partsOf(frame.current)) }
}

function partsOf(frame: HTMLElement | null): GridParts | undefined {
  const canvas = frame?.querySelector<HTMLElement>('[data-testid="data-grid-canvas"]')
  const scroller = frame?.querySelector<HTMLElement>('.dvn-scroller')
  return canvas && scroller ? { canvas, scroller } : undefined
}
