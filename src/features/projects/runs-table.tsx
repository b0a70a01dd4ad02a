import { Link } from 'react-router'
import type { RunSummary } from '#contract/run-lists.ts'
import type { Environment } from '#domain/project.ts'
import { hueOf } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import { markOfRun, reachedBy } from '#client/run-marks.ts'
import { EnvironmentChip } from '#ui/marks.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { Duration, RelativeTime } from '#ui/values.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { projectMessages } from './messages.ts'

export interface RunsTableProps {
  readonly project: string
  readonly runs: readonly RunSummary[]
  readonly environments: readonly Environment[]
}

export function RunsTable({ project, runs, environments }: RunsTableProps) {
  const t = useMessages(projectMessages)
  function change(run: RunSummary): string {
    if (run.attempt === 1) return run.note === '' ? t('noNote') : run.note
    return run.note === ''
      ? t('onlyAttempt', { attempt: run.attempt })
      : t('attempt', { note: run.note, attempt: run.attempt })
  }
  const columns: readonly Column<RunSummary>[] = [
    {
      id: 'state',
      title: t('state'),
      width: '150px',
      render: (run) => <StateMark state={markOfRun(run.state)} word />,
    },
    { id: 'line', title: t('line'), render: (run) => run.line },
    {
      id: 'run',
      title: t('run'),
      width: '70px',
      isRowHeader: true,
      render: (run) => (
        <Link to={pathTo('run', { project, run: run.id })} className="lw-num">
          {run.number}
        </Link>
      ),
    },
    {
      id: 'change',
      title: t('change'),
      grows: true,
      render: (run) => (
        <span className={run.note === '' ? 'lw-faint' : ''}>
          {run.emergency === true ? <strong className="lw-run-mark">{t('emergency')} </strong> : null}
          {change(run)}
        </span>
      ),
    },
    { id: 'by', title: t('by'), render: (run) => <span className="lw-muted">{run.by.name}</span> },
    {
      id: 'reached',
      title: t('reached'),
      render: (run) => {
        const reached = reachedBy(run)
        if (reached === undefined) return <span className="lw-faint">{t('none')}</span>
        return <EnvironmentChip name={reached} hue={hueOf(environments, reached)} />
      },
    },
    {
      id: 'duration',
      title: t('duration'),
      align: 'right',
      render: (run) => <Duration from={run.startedAt} to={run.endedAt} />,
    },
    {
      id: 'started',
      title: t('started'),
      align: 'right',
      render: (run) => (
        <span className="lw-muted">
          <RelativeTime at={run.startedAt} />
        </span>
      ),
    },
  ]
  return <Table label={t('runs')} columns={columns} rows={runs} rowKey={(run) => run.id} />
}
