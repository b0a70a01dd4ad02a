import { contentId } from '#ui/page/idle-focus.ts'

/** Takes the keyboard on into a page that a command has led to: where it was before may be in the frame, which has stayed. */
export function focusPage(): void {
  afterRestore((focused) => focused === document.body || focused?.matches('.lw-topbar *, .lw-rail *') === true)
}

/** Takes the keyboard to the page where what had it has gone with what a command did. */
export function keepFocus(): void {
  afterRestore((focused) => focused === document.body)
}

function afterRestore(isLost: (focused: Element | null) => boolean): void {
  // The palette gives the focus back a frame after it has gone.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (isLost(document.activeElement)) document.getElementById(contentId)?.focus({ preventScroll: true })
    }),
  )
}
