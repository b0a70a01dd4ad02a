import { useMutation } from '@tanstack/react-query'
import { CircleStop, Link2, RotateCcw, Siren } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { cancelRun, retryRun } from '#contract/runs.ts'
import { useRights } from '#client/access.ts'
import { markOfRun } from '#client/run-marks.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import type { Run } from '#domain/run/state.ts'
import { Button } from '#ui/button.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Avatar } from '#ui/marks.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { useOffReason } from '#ui/off-reason.ts'
import { StateMark } from '#ui/state-mark.tsx'
import { showToast } from '#ui/toast.tsx'
import { Duration } from '#ui/values.tsx'
import { runMessages } from './messages.ts'

/** Tekton's three ways, the gentle one first. */
const cancelModes = ['CancelledRunFinally', 'StoppedRunFinally', 'Cancelled'] as const
type CancelMode = (typeof cancelModes)[number]

/** State, number and note at the left; what one can do at the right, in a fixed order. */
export function RunHeader({ project, run }: { readonly project: string; readonly run: Run }) {
  const t = useMessages(runMessages)
  const format = useFormat()
  return (
    <header className="lw-run-head">
      <strong className="lw-run-state" role="status">
        <StateMark state={markOfRun(run.state)} word size={20} />
      </strong>
      <h1>{t('run', { number: run.number })}</h1>
      <span className="lw-ellipsis lw-muted">{run.note}</span>
      <span className="lw-run-by">
        <Avatar name={run.by.name} size={20} />
        {t('startedBy', { person: run.by.name, time: format.time(run.startedAt) })}
      </span>
      <Duration from={run.startedAt} to={run.endedAt} clock />
      {run.attempt > 1 ? <span className="lw-run-attempt">{t('attempt', { number: run.attempt })}</span> : null}
      <Emergency run={run} />
      <span className="lw-grow" />
      <RunActions project={project} run={run} />
    </header>
  )
}

/** Which gates were opened past their rules: a mark that stays. */
function Emergency({ run }: { readonly run: Run }) {
  const t = useMessages(runMessages)
  return Object.values(run.gates).map(({ gate, bypass }) =>
    bypass === undefined ? null : (
      <Link
        key={gate}
        className="lw-run-emergency"
        to={pathTo('gate', { project: run.project, run: run.id, gate })}
        title={bypass.reason}
      >
        <Siren size={14} aria-hidden />
        {t('emergency', { gate, person: bypass.person.name })}
      </Link>
    ),
  )
}

/** Retry from the failed task, with the reason why not where it is off. */
export function useRetry(project: string, run: Run) {
  const t = useMessages(runMessages)
  const { client } = usePlatform()
  const rights = useRights(project)
  const offReason = useOffReason()
  const retry = useMutation({
    mutationFn: () => client.call(retryRun, { params: { project, run: run.id } }),
    onSuccess: (result) => {
      if (!result.ok) showToast({ text: t('notPossible', { reason: result.error.problem.message }) })
    },
  })
  const canRetry = run.state === 'failed' || run.state === 'cancelled'
  const why = run.endedAt === undefined && !canRetry ? t('stillRunning') : t('nothingToRetry')
  const reason = offReason(rights.may('run.start'), rights.rolesFor('run.start')) ?? (canRetry ? undefined : why)
  return { retry, reason }
}

function RunActions({ project, run }: { readonly project: string; readonly run: Run }): ReactNode {
  const t = useMessages(runMessages)
  const { client } = usePlatform()
  const rights = useRights(project)
  const offReason = useOffReason()
  const { retry, reason } = useRetry(project, run)
  const cancel = useMutation({
    mutationFn: (mode: CancelMode) => client.call(cancelRun, { params: { project, run: run.id }, body: { mode } }),
    onSuccess: (result) => {
      if (!result.ok) showToast({ text: t('notPossible', { reason: result.error.problem.message }) })
    },
  })
  const cancelReason =
    offReason(rights.may('run.cancel'), rights.rolesFor('run.cancel')) ??
    (run.endedAt === undefined ? undefined : t('hasEnded'))
  async function copyLink(): Promise<void> {
    await navigator.clipboard.writeText(location.href)
    showToast({ text: t('shared') })
  }
  return (
    <div className="lw-run-actions">
      <Button
        icon={<RotateCcw size={16} aria-hidden />}
        reason={reason}
        isPending={retry.isPending}
        onPress={() => retry.mutate()}
      >
        {t('retry')}
      </Button>
      {cancelReason === undefined ? (
        <Menu
          label={t('cancel')}
          placement="bottom end"
          onAction={(id) => cancel.mutate(cancelModes.find((mode) => mode === id) ?? 'CancelledRunFinally')}
          trigger={
            <Button kind="danger" icon={<CircleStop size={16} aria-hidden />} isPending={cancel.isPending}>
              {t('cancel')}
            </Button>
          }
        >
          {cancelModes.map((mode) => (
            <MenuItem key={mode} id={mode} textValue={t(mode)} danger={mode === 'Cancelled'} />
          ))}
        </Menu>
      ) : (
        <Button kind="danger" icon={<CircleStop size={16} aria-hidden />} reason={cancelReason}>
          {t('cancel')}
        </Button>
      )}
      <Button kind="quiet" icon={<Link2 size={16} aria-hidden />} onPress={() => void copyLink()}>
        {t('share')}
      </Button>
    </div>
  )
}
