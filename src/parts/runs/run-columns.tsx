import { Undo2 } from 'lucide-react'
import { Link } from 'react-router'
import type { RunSummary } from '#contract/run-lists.ts'
import { hueOf } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import { markOfRun, reachedBy } from '#client/run-marks.ts'
import type { Environment } from '#domain/project.ts'
import { EnvironmentChip } from '#ui/marks.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import type { Column } from '#ui/tables/table.tsx'
import { RelativeTime, shortDigest } from '#ui/text/values.tsx'
import { AgainstUsual, UsualTime, WorkTime } from './run-times.tsx'
import { runTableMessages } from './run-table-messages.ts'
import './run-columns.css'

export type RunColumn =
  | 'state'
  | 'line'
  | 'run'
  | 'change'
  | 'by'
  | 'reached'
  | 'duration'
  | 'usual'
  | 'against'
  | 'started'

export interface RunColumnsOptions {
  readonly project: string
  readonly environments: readonly Environment[]
}

/** The requested columns for a table of runs, in the requested order. */
export function useRunColumns(
  { project, environments }: RunColumnsOptions,
  wanted: readonly RunColumn[],
): readonly Column<RunSummary>[] {
  const t = useMessages(runTableMessages)
  const columns: Readonly<Record<RunColumn, Omit<Column<RunSummary>, 'id'>>> = {
    state: { title: t('state'), width: '144px', render: (run) => <StateMark state={markOfRun(run.state)} word /> },
    line: { title: t('line'), render: (run) => run.line },
    run: {
      title: t('run'),
      width: '64px',
      isRowHeader: true,
      render: (run) => (
        <Link
          to={pathTo('run', { project, run: run.id })}
          className="lw-num"
          aria-label={t('runName', { number: run.number, line: run.line })}
        >
          {run.number}
        </Link>
      ),
    },
    change: { title: t('change'), grows: true, render: (run) => <Change run={run} /> },
    by: { title: t('by'), render: (run) => <span className="lw-muted">{run.by.name}</span> },
    reached: {
      title: t('reached'),
      render: (run) => {
        const reached = reachedBy(run)
        if (reached === undefined) return <span className="lw-faint">{t('none')}</span>
        return <EnvironmentChip name={reached} hue={hueOf(environments, reached)} />
      },
    },
    duration: { title: t('duration'), align: 'right', render: (run) => <WorkTime run={run} /> },
    usual: { title: t('usual'), align: 'right', render: (run) => <UsualTime run={run} /> },
    against: { title: t('against'), width: '132px', render: (run) => <AgainstUsual run={run} /> },
    started: {
      title: t('started'),
      align: 'right',
      render: (run) => (
        <span className="lw-muted">
          <RelativeTime at={run.startedAt} />
        </span>
      ),
    },
  }
  return wanted.map((id) => ({ id, ...columns[id] }))
}

/** What a run is for: its note or newest commit, its attempt, and whether it rolls back or bypassed a gate. */
function Change({ run }: { readonly run: RunSummary }) {
  const t = useMessages(runTableMessages)
  const { note, attempt, emergency, rollback } = run
  const commits = newestFirst(run.commits ?? [])
  const commit = note === '' ? commits[0] : undefined
  const title = commit === undefined ? note : changeOf(commit, t)
  const words =
    attempt === 1
      ? title === ''
        ? t('noNote')
        : title
      : title === ''
        ? t('onlyAttempt', { attempt })
        : t('attempt', { note: title, attempt })
  return (
    <span className={title === '' ? 'lw-faint' : ''} title={note === '' ? listOf(commits, t) : note}>
      {emergency === true ? <strong className="lw-runs-emergency">{t('emergency')} </strong> : null}
      {rollback === undefined ? null : (
        <span className="lw-runs-back" title={t('rollback', { number: rollback.number })}>
          <Undo2 size={14} role="img" aria-label={t('rollback', { number: rollback.number })} />
        </span>
      )}
      <bdi>{words}</bdi>
      {commit === undefined || commits.length === 1 ? null : (
        <span className="lw-muted"> {t('moreCommits', { count: commits.length - 1 })}</span>
      )}
    </span>
  )
}

type Words = ReturnType<typeof useMessages<typeof runTableMessages>>
type DeliveredCommit = NonNullable<RunSummary['commits']>[number]

/** The newest commit is most likely what a run is for; commits without a time come last. */
function newestFirst(commits: readonly DeliveredCommit[]): readonly DeliveredCommit[] {
  const timeOf = ({ at }: DeliveredCommit): number => (at === undefined ? 0 : Date.parse(at))
  return commits.toSorted((a, b) => timeOf(b) - timeOf(a))
}

/** A commit's subject, or else the revision that was asked for, with its short id. */
function changeOf({ commit, revision, subject }: DeliveredCommit, t: Words): string {
  const id = shortDigest(commit)
  const title = subject ?? (revision === commit ? '' : revision)
  return title === '' ? id : t('commit', { subject: title, id })
}

function listOf(commits: readonly DeliveredCommit[], t: Words): string {
  return commits.map((commit) => changeOf(commit, t)).join('\n')
}
