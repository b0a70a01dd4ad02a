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

/** Publishes or proposes a change set that is in no editor. */
export interface HandOver {
  /** The repositories whose protected branches it waits for; if there are any, it is proposed. */
  readonly waitsFor: readonly string[]
  /** Resolves to true once published. A proposal is shown on its own page instead. */
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
