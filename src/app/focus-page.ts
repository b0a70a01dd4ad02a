import { contentId } from '#ui/page/idle-focus.ts'

/** Moves the focus into the page after a command has navigated: it may have been in the frame, which stays. */
export function focusPage(): void {
  // The palette restores the focus one frame after it closes.
  requestAnimationFrame(() => requestAnimationFrame(take))
}

function take(): void {
  const focused = document.activeElement
  const isInFrame = focused === document.body || (focused?.closest('.lw-topbar, .lw-rail') ?? null) !== null
  if (isInFrame) document.getElementById(contentId)?.focus({ preventScroll: true })
}
