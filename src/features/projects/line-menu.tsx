import { useQueryClient } from '@tanstack/react-query'
import { Copy, Download, MoreHorizontal, PencilLine, Trash2 } from 'lucide-react'
import { useSearchParams } from 'react-router'
import { deleteDraftedLine } from '#client/change-set/drafted-line.ts'
import { useRights } from '#client/access.ts'
import { deleteLine } from '#client/lines.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { IconButton } from '#ui/button.tsx'
import { offerUndo } from '#parts/offer-undo.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Menu, MenuItem } from '#ui/overlays/menu.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { saveFile } from '#ui/save-file.ts'
import { lineMessages } from './line-messages.ts'

export interface LineMenuProps {
  readonly project: string
  readonly line: string
  readonly text: string
  /** Whether the line is a draft that was never published. */
  readonly isDraft: boolean
}

/** The actions on a line. Names are asked for by dialogs that can also be opened by address. */
export function LineMenu({ project, line, text, isDraft }: LineMenuProps) {
  const t = useMessages(lineMessages)
  const { client } = usePlatform()
  const person = usePerson()
  const cache = useQueryClient()
  const rights = useRights(project)
  const [, setSearch] = useSearchParams()
  const canEdit = rights.may('line.edit')

  async function remove(): Promise<void> {
    if (isDraft) {
      const refresh = () => cache.invalidateQueries({ queryKey: [project, 'drafts'] })
      const restore = await deleteDraftedLine({ client, project, person }, line)
      await refresh()
      offerUndo(t('draftRemoved', { line }), () => restore().then(refresh))
      return
    }
    const messages = { remove: t('removeMessage', { line }), restore: t('restoreMessage', { line }) }
    const restore = await deleteLine({ client, project, person }, line, messages)
    await cache.invalidateQueries({ queryKey: [project] })
    offerUndo(t('removed', { line }), () => restore().then(() => cache.invalidateQueries({ queryKey: [project] })))
  }
  function tell(error: unknown): void {
    showToast({ text: problemOf(error).message })
  }
  function act(id: string): void {
    if (id === 'export') saveFile(`${line}.yaml`, new Blob([text], { type: 'application/yaml' }))
    else if (id === 'remove') remove().catch(tell)
    else setSearch({ do: id, line })
  }
  return (
    <Menu
      label={t('menuOf', { line })}
      placement="bottom end"
      onAction={act}
      trigger={
        <IconButton label={t('menuOf', { line })}>
          <MoreHorizontal size={16} aria-hidden />
        </IconButton>
      }
    >
      <MenuItem id="duplicate" icon={<Copy size={16} aria-hidden />} textValue={t('duplicate')} isDisabled={!canEdit} />
      <MenuItem id="rename" icon={<PencilLine size={16} aria-hidden />} textValue={t('rename')} isDisabled={!canEdit} />
      <MenuItem id="export" icon={<Download size={16} aria-hidden />} textValue={t('exportFile')} />
      <MenuItem
        id="remove"
        icon={<Trash2 size={16} aria-hidden />}
        textValue={t('remove')}
        danger
        isDisabled={!canEdit}
      />
    </Menu>
  )
}
