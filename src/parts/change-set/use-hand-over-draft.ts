import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { discardChanges } from '#client/change-set/discard-changes.ts'
import { type Editor, isAllDraft } from '#client/change-set/editor.ts'
import { changedParts, proposeChanges, publishChanges } from '#client/change-set/publish-changes.ts'
import { useProtectedParts } from '#client/change-set/use-protected-parts.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { reviewMessages } from './review-messages.ts'

interface HandOverOptions {
  /** Gets the new version of the editor's subject, if that has changed. */
  readonly onPublished: (version: number | undefined) => Promise<void> | void
  readonly onClose: () => void
}

/** Publishes what an editor has changed, or proposes it if it touches protected repositories. */
export function useHandOverDraft(project: string, editor: Editor, { onPublished, onClose }: HandOverOptions) {
  const t = useMessages(reviewMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const navigate = useNavigate()
  /** The repositories whose protected branches it waits for, as for `useHandOver`. */
  const waitsFor = useProtectedParts(project, changedParts(editor))
  const handOver = useMutation({
    async mutationFn(message: string) {
      const send = waitsFor.length > 0 ? proposeChanges : publishChanges
      return send(client, project, editor, message, t('stepMerge'))
    },
    async onSuccess(result) {
      if (result.kind === 'proposed') await leave(result.id)
      if (result.kind === 'published') await onPublished(result.version)
    },
  })

  /** Drops the draft, since its changes live on in the proposal. */
  async function leave(proposal: string): Promise<void> {
    await discardChanges(client, project, editor, t('stepPropose'))
    showToast({ text: t('proposed') })
    onClose()
    // The page of an unpublished line no longer exists without its draft.
    if (isAllDraft(editor)) await navigate(pathTo('proposal', { project, proposal }))
    await cache.invalidateQueries({ queryKey: [project, 'proposals'] })
  }
  return { waitsFor, handOver }
}
