import { contentId } from '#ui/page/idle-focus.ts'

/** Takes the keyboard on into a page that a command has led to: where it was before may be in the frame, which has stayed. */
export function focusPage(): void {
  // The palette gives the focus back a frame after it has gone.
  requestAnimationFrame(() => requestAnimationFrame(take))
}

function take(): void {
  const focused = document.activeElement
  const isInFrame = focused === document.body || (focused?.closest('.lw-topbar, .lw-rail') ?? null) !== null
  if (isInFrame) document.getElementById(contentId)?.focus({ preventScroll: true })
}
