import { useMemo, useState } from 'react'
import { useEdited } from '#client/change-set/use-editor-state.ts'
import { draftedText, editText, type Editor } from '#client/change-set/editor.ts'
import { documentId } from '#domain/documents.ts'
import { parseLayout, printLayout } from '#domain/line/layout/layout-document.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { designerMessages } from '../messages.ts'
import { arrangeAll } from './edits.ts'

/** Tidying up: preview the layout first, then take it as one step or drop it. */
export interface Tidy {
  readonly isShown: boolean
  readonly start: () => void
  readonly end: (isKept: boolean) => void
}

/** The tidying, the layout to preview meanwhile, and how many were taken. */
export function useTidy(
  line: string,
  editor: Editor,
): { readonly tidy: Tidy; readonly preview: string | undefined; readonly count: number } {
  const t = useMessages(designerMessages)
  const [isShown, setShown] = useState(false)
  const [count, setCount] = useState(0)
  const layoutId = documentId('layout', line)
  const layout = useEdited(editor, (state) => draftedText(state, layoutId))
  const preview = useMemo(
    () => (isShown ? printLayout({ ...parseLayout(layout), positions: {} }) : undefined),
    [isShown, layout],
  )
  const tidy = useMemo(
    (): Tidy => ({
      isShown,
      start: () => setShown(true),
      end(isKept) {
        setShown(false)
        if (!isKept) return
        setCount((before) => before + 1)
        editor.apply(t('stepArrange'), editText(editor.store.getState(), layoutId, arrangeAll))
      },
    }),
    [editor, isShown, layoutId, t],
  )
  return { tidy, preview, count }
}
