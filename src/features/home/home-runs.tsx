import { useQuery } from '@tanstack/react-query'
import { ArrowRight, CirclePlay } from 'lucide-react'
import type { RunSummary } from '#contract/run-lists.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { draftsOptions } from '#client/queries/drafts.ts'
import { parseDocumentId } from '#domain/documents.ts'
import type { Environment } from '#domain/project.ts'
import { type RunColumn, useRunColumns } from '#parts/runs/run-columns.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { Badge } from '#ui/marks.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { Table } from '#ui/tables/table.tsx'
import { homeMessages } from './messages.ts'

export interface HomeRunsProps {
  readonly project: string
  readonly line: string | undefined
  readonly runs: readonly RunSummary[]
  readonly environments: readonly Environment[]
}

const shownRuns = 8
const columns: readonly RunColumn[] = ['state', 'run', 'change', 'by', 'reached', 'duration', 'usual', 'started']

/** The newest runs of Home's line. */
export function HomeRuns({ project, line, runs, environments }: HomeRunsProps) {
  const t = useMessages(homeMessages)
  const lineRuns = runs.filter((run) => run.line === line)
  const runColumns = useRunColumns({ project, environments }, columns)
  const title = line === undefined ? t('runs') : t('runsOf', { line })
  return (
    <Card
      title={title}
      badge={lineRuns[0] === undefined ? undefined : <Badge>{lineRuns[0].number}</Badge>}
      aside={
        <LinkButton kind="quiet" to={pathTo('runs', { project })}>
          <span className="lw-row">
            {t('allRuns')}
            <ArrowRight size={16} aria-hidden />
          </span>
        </LinkButton>
      }
    >
      {lineRuns.length === 0 ? (
        line === undefined ? (
          <WithoutLine project={project} />
        ) : (
          <EmptyState icon={<CirclePlay size={24} />} title={t('noRuns')} text={t('noRunsText')} />
        )
      ) : (
        <div className="lw-home-runs">
          <Table label={title} columns={runColumns} rows={lineRuns.slice(0, shownRuns)} rowKey={(run) => run.id} />
        </div>
      )}
    </Card>
  )
}

/** Leads to a first line, or to publishing the one that this person has begun. */
function WithoutLine({ project }: Pick<HomeRunsProps, 'project'>) {
  const t = useMessages(homeMessages)
  const { client } = usePlatform()
  const drafts = useQuery(draftsOptions(client, project))
  const begun = drafts.data?.drafts.map(({ subject }) => parseDocumentId(subject)).find((id) => id?.kind === 'line')
    ?.names[0]
  if (begun !== undefined)
    return (
      <EmptyState
        icon={<CirclePlay size={24} />}
        title={t('draftLine', { line: begun })}
        text={t('draftLineText')}
        action={
          <LinkButton kind="primary" to={pathTo('line', { project, line: begun })}>
            {t('openDraft')}
          </LinkButton>
        }
      />
    )
  return (
    <EmptyState
      icon={<CirclePlay size={24} />}
      title={t('noLine')}
      text={t('noLineText')}
      action={
        <div className="lw-row">
          <LinkButton kind="primary" to={pathTo('lines', { project }, { start: 'repository' })}>
            {t('fromRepository')}
          </LinkButton>
          <LinkButton to={pathTo('lines', { project }, { new: '1' })}>{t('drawLine')}</LinkButton>
        </div>
      }
    />
  )
}
