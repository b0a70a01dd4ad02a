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
  /** Tries the run again, after a look at what it would touch and what has changed around it. */
  readonly start: () => void
  readonly isPending: boolean
  /** Why it is off. */
  readonly reason: string | undefined
  /** The comparison, while it is open. */
  readonly dialog: ReactNode
}

/**
 * A further attempt, with the reason why not where it is off: from the failed tasks, shown first only where something has changed, or
 * `from` a stage, which is always shown first, because it runs again what had been done.
 */
export function useRetry(project: string, run: Run, from?: string): Retry {
  const t = useMessages(runMessages)
  const { client } = usePlatform()
  const offReason = useOffReason(project)
  const [outlook, setOutlook] = useState<Outlook>()
  const params = { project, run: run.id }
  const retry = useMutation({
    mutationFn: () => {
      // What has changed since the comparison was read was seen by nobody.
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
