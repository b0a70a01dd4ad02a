import { Redo2, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useEdited } from '#client/change-set/use-editor-state.ts'
import type { Editor } from '#client/change-set/editor.ts'
import { IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { changeSetMessages } from './change-set-messages.ts'

export interface HistoryButtonsProps {
  readonly editor: Editor
  /** Prefix of the ids of the page's commands `undo` and `redo`. */
  readonly commands: string
}

/** Undo and redo of a change set, each labelled with its step. The focus stays when nothing is left to undo. */
export function HistoryButtons({ editor, commands }: HistoryButtonsProps): ReactNode {
  const t = useMessages(changeSetMessages)
  const { past, future } = useEdited(editor, (state) => state.history)
  const last = past.at(-1)?.name
  const next = future[0]?.name
  return (
    <>
      <IconButton
        label={last === undefined ? t('undo') : t('undoStep', { step: last })}
        command={`${commands}.undo`}
        reason={past.length === 0 ? t('nothingToUndo') : undefined}
        onPress={editor.undo}
      >
        <Undo2 size={16} aria-hidden />
      </IconButton>
      <IconButton
        label={next === undefined ? t('redo') : t('redoStep', { step: next })}
        command={`${commands}.redo`}
        reason={future.length === 0 ? t('nothingToRedo') : undefined}
        onPress={editor.redo}
      >
        <Redo2 size={16} aria-hidden />
      </IconButton>
    </>
  )
}
