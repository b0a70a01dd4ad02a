import { type RefObject, useEffect } from 'react'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { isIdle } from '#ui/page/idle-focus.ts'
import { actionMessages } from './action-messages.ts'
import { cutSelection, pasteText, textToCopy } from './clipboard.ts'
import type { DesignerNow } from '../designer-context.tsx'
import type { InsertPlace } from './edits.ts'

/**
 * Handles the browser's copy, cut and paste events for stages: on the board, in the outline, or if nothing has the
 * focus.
 */
export function useClipboardKeys(newest: RefObject<DesignerNow>, here: () => InsertPlace): void {
  const t = useMessages(actionMessages)
  const findings = useFindingWords()
  useEffect(() => {
    function handle(event: ClipboardEvent): void {
      if (event.defaultPrevented || !isForStages(event.target)) return
      const designer = newest.current
      if (event.type === 'paste') {
        event.preventDefault()
        pasteText(designer, t, findings, event.clipboardData?.getData('text/plain') ?? '', here())
        return
      }
      const text = textToCopy(designer)
      if (text === undefined) return
      event.preventDefault()
      event.clipboardData?.setData('text/plain', text)
      if (event.type === 'cut') cutSelection(designer, t)
      else designer.announce(t('copied', { count: designer.selection.size }))
    }
    const types = ['copy', 'cut', 'paste'] as const
    for (const type of types) document.addEventListener(type, handle)
    return () => {
      for (const type of types) document.removeEventListener(type, handle)
    }
  }, [newest, here, t, findings])
}

/** Whether the focus is where stages are selected, and not in a text field there. */
function isForStages(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  if (isIdle(target)) return true
  return (
    target.closest('[data-key-scope="canvas"]') !== null &&
    target.closest('input, textarea, .lw-code, [data-keys="own"]') === null
  )
}
