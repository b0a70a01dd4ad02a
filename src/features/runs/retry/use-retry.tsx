import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useContext, useState } from 'react'
import { readRetry } from '#contract/retries.ts'
import { restartRun, retryRun } from '#contract/runs.ts'
import { usePlatform } from '#client/platform.ts'
import type { Run } from '#domain/run/state.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { showToast } from '#ui/overlays/toast.tsx'
import { runMessages } from '../messages.ts'
import { IsPastAttempt } from '../live/use-past-attempt.ts'
import { hasChanged, type Outlook, RetryDialog } from './retry-dialog.tsx'

export interface Retry {
  /** Retries the run, after showing what would be touched and what has changed. */
  readonly start: () => void
  readonly isPending: boolean
  /** Why it is disabled. */
  readonly reason: string | undefined
  /** The open dialog. */
  readonly dialog: ReactNode
}

/**
 * A further attempt, or the reason why none is possible. Retrying failed tasks only asks first if something has
 * changed; restarting `from` a stage always does, since it runs finished work again.
 */
export function useRetry(project: string, run: Run, from?: string): Retry {
  const t = useMessages(runMessages)
  const { client } = usePlatform()
  const offReason = useOffReason(project)
  const [outlook, setOutlook] = useState<Outlook>()
  const params = { project, run: run.id }
  const retry = useMutation({
    mutationFn: () => {
      // Nobody has seen what changed since the comparison was loaded.
      const anyway = outlook !== undefined
      return from === undefined
        ? client.call(retryRun, { params, body: { anyway } })
        : client.call(restartRun, { params, body: { from, anyway } })
    },
    onSuccess: (result) => {
      setOutlook(undefined)
      if (!result.ok) showToast({ text: t('notPossible', { reason: result.error.problem.message }) })
    },
  })
  const look = useMutation({
    mutationFn: () => client.call(readRetry, { params, query: from === undefined ? {} : { from } }),
    onSuccess: (result) => {
      if (result.ok && (from !== undefined || hasChanged(result.value))) setOutlook(result.value)
      else retry.mutate()
    },
  })
  const canRetry = run.state === 'failed' || run.state === 'cancelled' || run.state === 'superseded'
  const isPast = useContext(IsPastAttempt)
  const why = isPast ? t('onlyNewest') : run.endedAt === undefined ? t('stillRunning') : t('nothingToRetry')
  const isPossible = !isPast && (from === undefined ? canRetry : run.endedAt !== undefined)
  return {
    start: () => look.mutate(),
    isPending: look.isPending || retry.isPending,
    reason: offReason('run.start') ?? (isPossible ? undefined : why),
    dialog:
      outlook === undefined ? null : (
        <RetryDialog
          run={run}
          from={from}
          outlook={outlook}
          isPending={retry.isPending}
          onGo={() => retry.mutate()}
          onClose={() => setOutlook(undefined)}
        />
      ),
  }
}
