import { ArrowRight, CirclePlay } from 'lucide-react'
import { Link } from 'react-router'
import type { RunSummary } from '#contract/run-lists.ts'
import type { Environment } from '#domain/project.ts'
import { hueOf } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import { markOfRun, reachedBy } from '#client/run-marks.ts'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Badge, EnvironmentChip } from '#ui/marks.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { Duration, RelativeTime } from '#ui/values.tsx'
import { usualDuration } from './home-data.ts'
import { homeMessages } from './messages.ts'

export interface HomeRunsProps {
  readonly project: string
  readonly line: string | undefined
  readonly runs: readonly RunSummary[]
  readonly environments: readonly Environment[]
}

const shownRuns = 8

/** The newest runs of the line that Home is about. */
export function HomeRuns({ project, line, runs, environments }: HomeRunsProps) {
  const t = useMessages(homeMessages)
  const format = useFormat()
  const own = runs.filter((run) => run.line === line)
  const usual = line === undefined ? undefined : usualDuration(runs, line)
  function change(run: RunSummary): string {
    if (run.attempt === 1) return run.note === '' ? t('noNote') : run.note
    return run.note === ''
      ? t('onlyAttempt', { attempt: run.attempt })
      : t('attempt', { note: run.note, attempt: run.attempt })
  }
  const usualColumn: Column<RunSummary> = {
    id: 'usual',
    title: t('usual'),
    align: 'right',
    render: () => <span className="lw-muted">{format.duration(usual ?? 0)}</span>,
  }
  const columns: readonly Column<RunSummary>[] = [
    {
      id: 'state',
      title: t('state'),
      width: '144px',
      render: (run) => <StateMark state={markOfRun(run.state)} word />,
    },
    {
      id: 'run',
      title: t('run'),
      width: '64px',
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
      render: (run) => <span className={run.note === '' ? 'lw-faint' : ''}>{change(run)}</span>,
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
    ...(usual === undefined ? [] : [usualColumn]),
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
  const title = line === undefined ? t('runs') : t('runsOf', { line })
  return (
    <Card
      title={title}
      badge={own[0] === undefined ? undefined : <Badge>{own[0].number}</Badge>}
      aside={
        <LinkButton kind="quiet" to={pathTo('runs', { project })}>
          <span className="lw-row">
            {t('allRuns')}
            <ArrowRight size={16} aria-hidden />
          </span>
        </LinkButton>
      }
    >
      {own.length === 0 ? (
        <EmptyState icon={<CirclePlay size={24} />} title={t('noRuns')} text={t('noRunsText')} />
      ) : (
        <div className="lw-home-runs">
          <Table label={title} columns={columns} rows={own.slice(0, shownRuns)} rowKey={(run) => run.id} />
        </div>
      )}
    </Card>
  )
}
