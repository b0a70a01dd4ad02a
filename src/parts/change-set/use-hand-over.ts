import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { publishChangeSet } from '#contract/documents.ts'
import { proposeChangeSet } from '#contract/proposals.ts'
import { useProtectedParts } from '#client/change-set/use-protected-parts.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import type { ChangePart } from '#domain/documents.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { reviewMessages } from './review-messages.ts'

/** How a change set that stands in no editor leaves the hands of its author. */
export interface HandOver {
  /** The repositories whose protected branch it waits for; it is proposed where there are any. */
  readonly waitsFor: readonly string[]
  /** Ends true once it is published; what is proposed is shown on its own page. */
  readonly send: (message: string) => Promise<boolean>
}

export function useHandOver(project: string, parts: readonly ChangePart[]): HandOver {
  const t = useMessages(reviewMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const waitsFor = useProtectedParts(project, parts)
  return {
    waitsFor,
    async send(message) {
      const request = { params: { project }, body: { message, parts: [...parts] } }
      if (waitsFor.length === 0) {
        await client.ask(publishChangeSet, request)
        await cache.invalidateQueries({ queryKey: [project] })
        return true
      }
      const { proposal } = await client.ask(proposeChangeSet, request)
      await cache.invalidateQueries({ queryKey: [project, 'proposals'] })
      showToast({ text: t('proposed') })
      await navigate(pathTo('proposal', { project, proposal: proposal.id }))
      return false
    },
  }
}
