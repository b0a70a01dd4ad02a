import { contentId } from '#ui/page/idle-focus.ts'

/** Moves the focus into a page that a command opened, since the frame stays and may still have it. */
export function focusPage(): void {
  afterRestore((focused) => focused === document.body || focused?.matches('.lw-topbar *, .lw-rail *') === true)
}

/** Moves the focus to the page if a command removed the focused element. */
export function keepFocus(): void {
  afterRestore((focused) => focused === document.body)
}

function afterRestore(isLost: (focused: Element | null) => boolean): void {
  // The palette restores the focus one frame after it closes.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (isLost(document.activeElement)) document.getElementById(contentId)?.focus({ preventScroll: true })
    }),
  )
}
