import { useMedia } from '#ui/narrow.ts'
import type { Panes } from '#ui/page/pane-commands.ts'

const inspector =
  '.lw-inspector-pane :is([role="tab"][aria-selected="true"], summary, input:enabled, button:enabled):not(.lw-inspector-head *)'
/** The designer's panes. */
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

/** Focuses the inspector; for buttons in it that disappear when pressed. */
export function focusInspector(): void {
  document.querySelector<HTMLElement>(inspector)?.focus()
}

/** Focuses the outline if it is shown, else the board. */
export function focusBoard(): void {
  const place = document.querySelector<HTMLElement>('.lw-outline [tabindex="0"]')
  const board = place ?? document.querySelector<HTMLElement>('.lw-board')
  board?.focus()
}

/** Whether the focus is in the outline. */
export function isInOutline(): boolean {
  return document.activeElement?.matches('.lw-outline *') === true
}

/** Whether the focus is in the picture of two versions, which is read-only. */
export function isInComparison(): boolean {
  return document.activeElement?.matches('.lw-compared *') === true
}

/** The inspector is beside the board, or below it in a narrow window. */
export function useInspectorSide(): 'right' | 'bottom' {
  return useMedia('(max-width: 600px)') ? 'bottom' : 'right'
}

/** Initial widths of the side panes. */
export function usePaneSizes(): { readonly palette: number; readonly inspector: number } {
  const isSmall = useMedia('(max-width: 1199px)')
  const isLarge = useMedia('(min-width: 1600px)')
  if (isSmall) return { palette: 180, inspector: 280 }
  return isLarge ? { palette: 264, inspector: 360 } : { palette: 240, inspector: 336 }
}
