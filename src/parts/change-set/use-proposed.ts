import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { discardChanges } from '#client/change-set/discard-changes.ts'
import { type Editor, isAllDraft } from '#client/change-set/editor.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { reviewMessages } from './review-messages.ts'

/** What happens once an editor's changes have become a proposal: the draft is dropped and the dialog closes. */
export function useProposed(project: string, editor: Editor, onClose: () => void): (id: string) => Promise<void> {
  const t = useMessages(reviewMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const navigate = useNavigate()
  return async (id) => {
    await discardChanges(client, project, editor, t('stepPropose'))
    showToast({ text: t('proposed') })
    onClose()
    // The page of an unpublished line no longer exists without its draft.
    if (isAllDraft(editor)) await navigate(pathTo('proposal', { project, proposal: id }))
    await cache.invalidateQueries({ queryKey: [project, 'proposals'] })
  }
}
