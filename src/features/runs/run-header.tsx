import { Bell, ChevronDown, CircleStop, GitCompare, Link2, RotateCcw, Siren, SlidersHorizontal } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { markOfRun } from '#client/run-marks.ts'
import { pathTo } from '#client/paths.ts'
import type { Run } from '#domain/run/state.ts'
import { timeSpent } from '#domain/run/times/times.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { useNow } from '#ui/clock.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMoment } from '#ui/i18n/use-moment.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Avatar } from '#ui/marks.tsx'
import { Menu, MenuItem } from '#ui/overlays/menu.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { runMessages } from './messages.ts'
import { viewMessages } from './view-messages.ts'
import { useNotice } from './live/use-notice.ts'
import { type CancelMode, cancelModes, useRunActions } from './use-run-actions.ts'

export interface RunHeaderProps {
  readonly project: string
  readonly run: Run
  /** The attempt being shown. */
  readonly attempt: number
  readonly onAttempt: (attempt: number) => void
}

/** State, number and note at the left; actions at the right, in a fixed order. */
export function RunHeader(props: RunHeaderProps) {
  const t = useMessages(runMessages)
  const { run, attempt, onAttempt } = props
  return (
    <header className="lw-run-head">
      <strong className="lw-run-state" role="status">
        <StateMark state={markOfRun(run.state)} word size={20} />
      </strong>
      <h1>{t('run', { number: run.number })}</h1>
      <span className="lw-run-note lw-ellipsis lw-muted" dir="auto" title={run.note}>
        {run.note}
      </span>
      <StartedBy run={run} />
      <RunClock run={run} />
      {run.attempt > 1 ? <AttemptMenu run={run} attempt={attempt} onAttempt={onAttempt} /> : null}
      <Emergency run={run} />
      <span className="lw-grow" />
      <RunActions {...props} />
    </header>
  )
}

function StartedBy({ run }: { readonly run: Run }) {
  const t = useMessages(runMessages)
  const format = useFormat()
  const time = useMoment(run.startedAt)
  return (
    <span className="lw-run-by" title={format.dateTime(run.startedAt)}>
      <Avatar name={run.by.name} size={20} />
      <span className="lw-ellipsis">{t('startedBy', { person: run.by.name, time })}</span>
    </span>
  )
}

/** How long the run has worked, and apart from that how long it waited for people. */
function RunClock({ run }: { readonly run: Run }) {
  const t = useMessages(viewMessages)
  const format = useFormat()
  const now = useNow()
  const { working, approval } = timeSpent(run, now)
  return (
    <span className="lw-run-clock lw-num" title={t('workTime')}>
      {run.endedAt === undefined ? format.clock(working) : format.took(working)}
      {approval < 1000 ? null : <span className="lw-muted"> {t('waiting', { time: format.duration(approval) })}</span>}
    </span>
  )
}

/** A lasting mark for bypassed gates, which links to the first. Its tooltip says which, by whom and why. */
function Emergency({ run }: { readonly run: Run }) {
  const t = useMessages(runMessages)
  const format = useFormat()
  const opened = Object.values(run.gates).flatMap(({ gate, bypass }) =>
    bypass === undefined ? [] : [{ gate, ...bypass }],
  )
  const [first] = opened
  if (first === undefined) return null
  const people = [...new Set(opened.map(({ person }) => person.name))]
  return (
    <Link
      className="lw-run-emergency"
      to={pathTo('gate', { project: run.project, run: run.id, gate: first.gate })}
      title={opened
        .map(({ gate, person, reason }) => t('emergencyGate', { gate, person: person.name, reason }))
        .join('\n')}
    >
      <Siren size={14} aria-hidden />
      {t('emergency', { people: format.list(people) })}
    </Link>
  )
}

function AttemptMenu({ run, attempt, onAttempt }: Pick<RunHeaderProps, 'run' | 'attempt' | 'onAttempt'>) {
  const t = useMessages(runMessages)
  const words = useMessages(uiMessages)
  return (
    <Menu
      label={t('attempts')}
      onAction={(id) => onAttempt(Number(id))}
      trigger={<Button icon={<ChevronDown size={16} aria-hidden />}>{t('attempt', { number: attempt })}</Button>}
    >
      {run.attempts.toReversed().map((one) => {
        const title = t('attemptState', { number: one.attempt, state: words(one.outcome ?? 'running') })
        return (
          <MenuItem
            key={one.attempt}
            id={String(one.attempt)}
            textValue={title}
            description={one.by.name}
            checked={one.attempt === attempt}
          />
        )
      })}
    </Menu>
  )
}

function RunActions({ project, run }: Pick<RunHeaderProps, 'project' | 'run'>): ReactNode {
  const t = useMessages(runMessages)
  const words = useMessages(uiMessages)
  const { retry, off, ...actions } = useRunActions(project, run)
  const notice = useNotice(
    run.state,
    t('notified', { number: run.number, line: run.line, state: words(markOfRun(run.state)) }),
    () => showToast({ text: t('notifyRefused') }),
  )
  return (
    <div className="lw-run-actions">
      <Button
        icon={<RotateCcw size={16} aria-hidden />}
        reason={retry.reason}
        isPending={retry.isPending}
        onPress={retry.start}
      >
        {actions.retryTitle}
      </Button>
      {retry.dialog}
      <Button icon={<SlidersHorizontal size={16} aria-hidden />} reason={off.rerun} onPress={actions.rerun}>
        {t('rerun')}
      </Button>
      <CancelButton reason={off.cancel} isPending={actions.isCancelling} onCancel={actions.cancel} />
      <Button kind="quiet" icon={<GitCompare size={16} aria-hidden />} onPress={actions.compare}>
        {t('compare')}
      </Button>
      <IconButton label={t('share')} onPress={actions.share}>
        <Link2 size={16} aria-hidden />
      </IconButton>
      {notice.isPossible && run.endedAt === undefined ? (
        <IconButton label={t('notify')} aria-pressed={notice.isOn} onPress={() => void notice.toggle()}>
          <Bell size={16} aria-hidden />
        </IconButton>
      ) : null}
    </div>
  )
}

interface CancelButtonProps {
  readonly reason: string | undefined
  readonly isPending: boolean
  readonly onCancel: (mode: CancelMode) => void
}

function CancelButton({ reason, isPending, onCancel }: CancelButtonProps) {
  const t = useMessages(runMessages)
  const icon = <CircleStop size={16} aria-hidden />
  if (reason !== undefined)
    return (
      <Button kind="danger" icon={icon} reason={reason}>
        {t('cancel')}
      </Button>
    )
  return (
    <Menu
      label={t('cancel')}
      placement="bottom end"
      onAction={(id) => onCancel(cancelModes.find((mode) => mode === id) ?? 'CancelledRunFinally')}
      trigger={
        <Button kind="danger" icon={icon} isPending={isPending}>
          {t('cancel')}
        </Button>
      }
    >
      {cancelModes.map((mode) => (
        <MenuItem key={mode} id={mode} textValue={t(mode)} danger={mode === 'Cancelled'} />
      ))}
    </Menu>
  )
}
