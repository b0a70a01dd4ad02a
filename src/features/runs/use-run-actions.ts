import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { cancelRun } from '#contract/runs.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { retriedFirst } from '#domain/run/run-state.ts'
import type { Run } from '#domain/run/state.ts'
import type { Command } from '#ui/commands/registry.ts'
import { useCommands } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { useStable } from '#ui/use-stable.ts'
import { useOffReason } from '#parts/off-reason.ts'
import { runMessages } from './messages.ts'
import { type Retry, useRetry } from './retry/use-retry.tsx'

/** Tekton's three ways to cancel, gentlest first. */
export const cancelModes = ['CancelledRunFinally', 'StoppedRunFinally', 'Cancelled'] as const
export type CancelMode = (typeof cancelModes)[number]
const retryWords = { failed: 'retry', gate: 'retryGate', rest: 'retryRest' } as const

export interface RunActions {
  readonly retry: Retry
  readonly retryTitle: string
  readonly rerun: () => void
  readonly cancel: (mode: CancelMode) => void
  readonly isCancelling: boolean
  readonly compare: () => void
  readonly share: () => void
  /** Why an action is disabled. */
  readonly off: { readonly rerun: string | undefined; readonly cancel: string | undefined }
}

/** The actions on a run, for its header's buttons and the command palette. */
export function useRunActions(project: string, run: Run): RunActions {
  const t = useMessages(runMessages)
  const navigate = useNavigate()
  const { client } = usePlatform()
  const offReason = useOffReason(project)
  const retry = useRetry(project, run)
  const cancelling = useMutation({
    mutationFn: (mode: CancelMode) => client.call(cancelRun, { params: { project, run: run.id }, body: { mode } }),
    onSuccess: (result) => {
      if (!result.ok) showToast({ text: t('notPossible', { reason: result.error.problem.message }) })
    },
  })
  const actions = {
    retry,
    retryTitle: t(retryWords[retriedFirst(run)]),
    rerun: useStable(() => void navigate(pathTo('newRun', { project, line: run.line }, { from: run.id }))),
    cancel: useStable((mode: CancelMode) => cancelling.mutate(mode)),
    isCancelling: cancelling.isPending,
    compare: useStable(() => void navigate(pathTo('compare', { project, run: run.id }))),
    share: useStable(() => {
      void navigator.clipboard.writeText(location.href).then(() => showToast({ text: t('shared') }))
    }),
    off: {
      rerun: offReason('run.start'),
      cancel: offReason('run.cancel') ?? (run.endedAt === undefined ? undefined : t('hasEnded')),
    },
  }
  useActionCommands(actions)
  return actions
}

function useActionCommands({ retry, retryTitle, rerun, cancel, compare, share, off }: RunActions): void {
  const t = useMessages(runMessages)
  const start = useStable(retry.start)
  // As booleans, since a run renders with every event but its commands rarely change.
  const [canRetry, canRerun, canCancel] = [retry.reason, off.rerun, off.cancel].map((reason) => reason === undefined)
  const commands = useMemo((): readonly Command[] => {
    const group = t('runOverview')
    return [
      { id: 'run.retry', title: retryTitle, group, when: () => canRetry === true, run: start },
      { id: 'run.rerun', title: t('rerun'), group, when: () => canRerun === true, run: rerun },
      ...cancelModes.map((mode) => ({
        id: `run.cancel.${mode}`,
        title: t(mode),
        group,
        when: () => canCancel === true,
        run: () => cancel(mode),
      })),
      { id: 'run.compare', title: t('compareRun'), group, run: compare },
      { id: 'run.share', title: t('share'), group, run: share },
    ]
  }, [t, retryTitle, canRetry, canRerun, canCancel, start, rerun, cancel, compare, share])
  useCommands(commands)
}
