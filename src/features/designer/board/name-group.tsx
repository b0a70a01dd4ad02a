import { useState } from 'react'
import { z } from 'zod'
import { documentId } from '#domain/documents.ts'
import { draftedText, editText } from '#client/change-set/editor.ts'
import { parseLayout } from '#domain/line/layout/layout-document.ts'
import { useTyped } from '#parts/use-typed.ts'
import { isComposing } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { PointPopover } from '#ui/overlays/point-popover.tsx'
import { actionMessages } from '../line/action-messages.ts'
import { useDesigner } from '../designer-context.tsx'
import { renameGroup } from '../line/stage-edits.ts'

export interface NameGroupProps {
  readonly id: string
  readonly at: { readonly x: number; readonly y: number }
  readonly onClose: () => void
}

/** Asks for a group's name. Enter takes it, Escape keeps the old one. */
export function NameGroup({ id, at, onClose }: NameGroupProps) {
  const t = useMessages(actionMessages)
  const { editor, line, editTexts } = useDesigner()
  const layoutId = documentId('layout', line)
  const [before] = useState(() => {
    const { groups = [] } = parseLayout(draftedText(editor.store.getState(), layoutId))
    return groups.find((group) => group.id === id)?.title ?? ''
  })
  const [typed, setTyped] = useTyped(`${line} group ${id}`, z.string(), before)
  function take(): void {
    const name = typed.trim()
    if (name !== '' && name !== before)
      editTexts(t('stepNameGroup', { name }), editText(editor.store.getState(), layoutId, renameGroup(id, name)))
    onClose()
  }
  return (
    <PointPopover at={at} label={t('groupName')} onClose={onClose}>
      <input
        className="lw-input lw-name-group"
        aria-label={t('groupName')}
        value={typed}
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || isComposing(event.nativeEvent)) return
          event.preventDefault()
          take()
        }}
      />
    </PointPopover>
  )
}
