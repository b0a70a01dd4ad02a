import { useMedia } from '#ui/narrow.ts'
import type { Panes } from '#ui/page/pane-commands.ts'

const inspector =
  '.lw-inspector-pane :is([role="tab"][aria-selected="true"], summary, input:enabled, button:enabled):not(.lw-inspector-head *)'
/** The panes of the designer. */
export const designerPanes: Panes = {
  entries: [
    '.lw-palette input',
    '.lw-outline [tabindex="0"]',
    '.lw-designer-board .lw-board',
    inspector,
    '.lw-drawer [role="tab"][aria-selected="true"]',
  ],
  all: '.lw-palette, .lw-outline, .lw-designer-board, .lw-inspector-pane, .lw-drawer',
}

/** Gives the keyboard to the inspector: for buttons in it that go with what they do. */
export function focusInspector(): void {
  document.querySelector<HTMLElement>(inspector)?.focus()
}

/** Gives the keyboard back to the outline where it is shown, else to the board. */
export function focusBoard(): void {
  const place = document.querySelector<HTMLElement>('.lw-outline [tabindex="0"]')
  const board = place ?? document.querySelector<HTMLElement>('.lw-board')
  board?.focus()
}

/** Whether the outline has the keyboard. */
export function isInOutline(): boolean {
  return document.activeElement?.matches('.lw-outline *') === true
}

/** Whether the picture of two versions has the keyboard: it is looked at only. */
export function isInComparison(): boolean {
  return document.activeElement?.matches('.lw-compared *') === true
}

/** Where the inspector stands: beside the board, or, in a window where that would leave nothing of it, below. */
export function useInspectorSide(): 'right' | 'bottom' {
  return useMedia('(max-width: 600px)') ? 'bottom' : 'right'
}

/** How wide the panes at the sides are until somebody sizes them. */
export function usePaneSizes(): { readonly palette: number; readonly inspector: number } {
  const isSmall = useMedia('(max-width: 1199px)')
  const isLarge = useMedia('(min-width: 1600px)')
  if (isSmall) return { palette: 180, inspector: 280 }
  return isLarge ? { palette: 264, inspector: 360 } : { palette: 240, inspector: 336 }
}
