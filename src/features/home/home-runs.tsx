import { ArrowRight, CirclePlay } from 'lucide-react'
import type { RunSummary } from '#contract/run-lists.ts'
import { pathTo } from '#client/paths.ts'
import type { Environment } from '#domain/project.ts'
import { type RunColumn, useRunColumns } from '#parts/runs/run-columns.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Badge } from '#ui/marks.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { Table } from '#ui/table.tsx'
import { homeMessages } from './messages.ts'

export interface HomeRunsProps {
  readonly project: string
  readonly line: string | undefined
  readonly runs: readonly RunSummary[]
  readonly environments: readonly Environment[]
}

const shownRuns = 8
const columns: readonly RunColumn[] = ['state', 'run', 'change', 'by', 'reached', 'duration', 'usual', 'started']

/** The newest runs of the line that Home is about. */
export function HomeRuns({ project, line, runs, environments }: HomeRunsProps) {
  const t = useMessages(homeMessages)
  const own = runs.filter((run) => run.line === line)
  const shown = useRunColumns({ project, environments }, columns)
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
        <EmptyState
          icon={<CirclePlay size={24} />}
          title={t(line === undefined ? 'noLine' : 'noRuns')}
          text={t(line === undefined ? 'noLineText' : 'noRunsText')}
          action={
            line === undefined ? (
              <div className="lw-row">
                <LinkButton kind="primary" to={pathTo('lines', { project }, { start: 'repository' })}>
                  {t('fromRepository')}
                </LinkButton>
                <LinkButton to={pathTo('lines', { project }, { new: '1' })}>{t('drawLine')}</LinkButton>
              </div>
            ) : undefined
          }
        />
      ) : (
        <div className="lw-home-runs">
          <Table label={title} columns={shown} rows={own.slice(0, shownRuns)} rowKey={(run) => run.id} />
        </div>
      )}
    </Card>
  )
}
