import { type RefObject, useLayoutEffect } from 'react'
import { isComposing } from '#ui/commands/use-commands.ts'
import { closeOverlay } from './overlays.ts'
import { typedAhead } from './typed-ahead.ts'

/** Catches keys while the palette loads: they are meant for it, not for the page below, where single letters are commands. */
export function PaletteLoading({ typed }: { readonly typed: RefObject<string> }) {
  useLayoutEffect(() => {
    typed.current = ''
    function handleKeyDown(event: KeyboardEvent): void {
      if (isComposing(event)) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (event.key === 'Escape') closeOverlay()
      else typed.current = typedAhead(typed.current, event)
    }
    window.addEventListener('keydown', handleKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', handleKeyDown, { capture: true })
  }, [typed])
  return null
}
