import { Link } from 'react-router'
import type { RunSummary } from '#contract/run-lists.ts'
import { pathTo } from '#client/paths.ts'
import { markOfRun } from '#client/run-marks.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { type Column, WideTable } from '#ui/tables/table.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { LineMenu } from './line-menu.tsx'
import { lineMessages } from './line-messages.ts'
import type { LineRow } from './line-rows.ts'
import { projectMessages } from './messages.ts'

interface LineTableProps {
  readonly project: string
  readonly rows: readonly LineRow[]
  /** The project's newest runs, newest first. */
  readonly runs: readonly RunSummary[]
}

/** Lines with their newest version, their last run and a menu. */
export function LineTable({ project, rows, runs }: LineTableProps) {
  const t = useMessages({ ...projectMessages, ...lineMessages })
  const columns: readonly Column<LineRow>[] = [
    {
      id: 'line',
      title: t('line'),
      isRowHeader: true,
      render: (row) => <Link to={pathTo('line', { project, line: row.name })}>{row.name}</Link>,
    },
    {
      id: 'version',
      title: t('version'),
      render: ({ document, isDeleted }) =>
        document === undefined ? (
          <span className="lw-faint">{t(isDeleted ? 'deleted' : 'draft')}</span>
        ) : (
          <span className="lw-num">{`v${String(document.version)}`}</span>
        ),
    },
    {
      id: 'stages',
      title: t('stages'),
      align: 'right',
      render: (row) => row.line?.spec.stages.length ?? <span className="lw-faint">{t('unreadable')}</span>,
    },
    {
      id: 'gates',
      title: t('gates'),
      align: 'right',
      render: (row) => row.line?.spec.gates?.length ?? 0,
    },
    {
      id: 'run',
      title: t('lastRun'),
      render: (row) => {
        const run = runs.find((candidate) => [row.name, ...row.formerly].includes(candidate.line))
        if (run === undefined) return <span className="lw-faint">{t('never')}</span>
        return (
          <span className="lw-row">
            <StateMark state={markOfRun(run.state)} word />
            <Link to={pathTo('run', { project, run: run.id })}>{run.number}</Link>
          </span>
        )
      },
    },
    {
      id: 'message',
      title: t('message'),
      grows: true,
      render: (row) => (
        <span className="lw-muted">{row.document?.message ?? t(row.isDeleted ? 'deletedNote' : 'draftNote')}</span>
      ),
    },
    { id: 'by', title: t('by'), render: (row) => <span className="lw-muted">{row.document?.author.name}</span> },
    {
      id: 'at',
      title: t('published'),
      align: 'right',
      render: (row) => <RelativeTime at={row.document?.at ?? row.draft?.savedAt ?? ''} />,
    },
    {
      id: 'menu',
      title: t('lineActions'),
      isTitleHidden: true,
      align: 'right',
      render: (row) => (
        <LineMenu project={project} line={row.name} text={row.text} isDraft={row.document === undefined} />
      ),
    },
  ]
  return <WideTable label={t('lines')} columns={columns} rows={rows} rowKey={({ name }) => name} />
}
