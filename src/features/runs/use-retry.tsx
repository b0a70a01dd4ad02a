import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { readRetry } from '#contract/retries.ts'
import { retryRun } from '#contract/runs.ts'
import { useRights } from '#client/access.ts'
import { usePlatform } from '#client/platform.ts'
import type { RetryCondition } from '#domain/run/retry-conditions.ts'
import type { Run } from '#domain/run/state.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#ui/off-reason.ts'
import { showToast } from '#ui/toast.tsx'
import { runMessages } from './messages.ts'
import { hasChanged, RetryDialog } from './retry-dialog.tsx'

export interface Retry {
  /** Tries the run again, after a look at what has changed around it where something has. */
  readonly start: () => void
  readonly isPending: boolean
  /** Why it is off. */
  readonly reason: string | undefined
  /** The comparison, while it is open. */
  readonly dialog: ReactNode
}

/** Retry from the failed task, with the reason why not where it is off. */
export function useRetry(project: string, run: Run): Retry {
  const t = useMessages(runMessages)
  const { client } = usePlatform()
  const rights = useRights(project)
  const offReason = useOffReason()
  const [shown, setShown] = useState<readonly RetryCondition[]>()
  const params = { project, run: run.id }
  const retry = useMutation({
    mutationFn: () => client.call(retryRun, { params }),
    onSuccess: (result) => {
      setShown(undefined)
      if (!result.ok) showToast({ text: t('notPossible', { reason: result.error.problem.message }) })
    },
  })
  const look = useMutation({
    mutationFn: () => client.call(readRetry, { params }),
    onSuccess: (result) => {
      if (result.ok && hasChanged(result.value.conditions)) setShown(result.value.conditions)
      else retry.mutate()
    },
  })
  const canRetry = run.state === 'failed' || run.state === 'cancelled' || run.state === 'superseded'
  const why = run.endedAt === undefined && !canRetry ? t('stillRunning') : t('nothingToRetry')
  return {
    start: () => look.mutate(),
    isPending: look.isPending || retry.isPending,
    reason: offReason(rights.may('run.start'), rights.rolesFor('run.start')) ?? (canRetry ? undefined : why),
    dialog:
      shown === undefined ? null : (
        <RetryDialog
          run={run}
          conditions={shown}
          isPending={retry.isPending}
          onRetry={() => retry.mutate()}
          onClose={() => setShown(undefined)}
        />
      ),
  }
}
