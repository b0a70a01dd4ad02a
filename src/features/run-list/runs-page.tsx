import { useQuery } from '@tanstack/react-query'
import { CirclePlay, CircleStop, FilterX } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { pathTo } from '#client/paths.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import { useProjectName } from '#client/use-project.ts'
import { useRunPages } from '#client/use-run-pages.ts'
import { type RunColumn, useRunColumns } from '#parts/runs/run-columns.tsx'
import { runTableMessages } from '#parts/runs/run-table-messages.ts'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useNarrow } from '#ui/narrow.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { VirtualTable } from '#ui/tables/virtual-table.tsx'
import { useAddress } from '#ui/use-address.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { DeliveryStrip } from './delivery-strip.tsx'
import { askedOf, isWide, readFilter, type ListFilter } from './filter-search.ts'
import { runListMessages } from './messages.ts'
import { QuickFilters, RunFilters } from './run-filters.tsx'
import '#ui/page/page.css'
import './runs-page.css'

const columns: readonly RunColumn[] = [
  'state',
  'run',
  'line',
  'change',
  'by',
  'reached',
  'duration',
  'against',
  'started',
]

const narrowColumns: readonly RunColumn[] = ['run', 'state', 'change', 'started']

/** All runs of the project, filtered by the address, live. Several can be cancelled at once. */
export function RunsPage() {
  const t = useMessages(runListMessages)
  const words = useMessages(runTableMessages)
  const project = useProjectName()
  const { client } = usePlatform()
  const person = usePerson()
  const [search, setAddress] = useAddress()
  const address = search.toString()
  const filter = useMemo(() => readFilter(new URLSearchParams(address)), [address])
  // Periods end when the page was opened; with the current time, every second would be another query.
  const [openedAt] = useState(Date.now)
  const runFilter = useMemo(() => askedOf(filter, person, openedAt), [filter, person, openedAt])
  const { query, runs, total, left } = useRunPages(project, runFilter)
  const { data: outline } = useQuery(outlineOptions(client, project))
  const isNarrow = useNarrow()
  const visibleColumns = useRunColumns(
    { project, environments: outline?.environments ?? [] },
    isNarrow ? narrowColumns : columns,
  )
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [isCancelling, setCancelling] = useState(false)
  useTitle(t('title'))

  const change = useCallback(
    (changes: Partial<ListFilter>) => setAddress(changes, 'text' in changes ? 'replace' : 'push'),
    [setAddress],
  )
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage])
  const chosen = runs.filter(({ id }) => selected.has(id))
  const [isChoosingAll, setChoosingAll] = useState(false)
  async function chooseAll(): Promise<void> {
    setChoosingAll(true)
    let { data, hasNextPage: isMore } = query
    while (isMore) ({ data, hasNextPage: isMore } = await fetchNextPage())
    setSelected(new Set(data?.pages.flatMap((page) => page.runs.map(({ id }) => id))))
    setChoosingAll(false)
  }
  return (
    <div className="lw-runs">
      <Breadcrumb crumbs={[{ title: t('title') }]} />
      <header className="lw-page-head">
        <h1 className="lw-page-title">{t('title')}</h1>
        <p className="lw-muted">{t('note')}</p>
        <span className="lw-muted lw-runs-count" role="status">
          {query.isPending ? '' : t('count', { count: total })}
        </span>
      </header>
      <QuickFilters project={project} filter={filter} />
      <RunFilters project={project} filter={filter} onChange={change} />
      <DeliveryStrip project={project} filter={filter} />
      {query.isError ? (
        <ProblemPanel problem={problemOf(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <section className="lw-card lw-runs-card" aria-label={t('title')}>
          {chosen.length === 0 ? null : (
            <SelectionBar
              project={project}
              count={chosen.length}
              // With all loaded rows selected, offers to include those that are not loaded yet.
              all={chosen.length === runs.length && total > runs.length ? total : undefined}
              isChoosingAll={isChoosingAll}
              onAll={() => void chooseAll()}
              onCancel={() => setCancelling(true)}
              onClear={() => setSelected(new Set())}
            />
          )}
          {query.isPending ? <Skeleton rows={8} /> : null}
          {left === 0 ? null : (
            <p className="lw-runs-more lw-muted" role="status">
              {t('listing', { count: left })}
            </p>
          )}
          {query.isSuccess && runs.length === 0 && left === 0 ? <NoRuns project={project} filter={filter} /> : null}
          {runs.length === 0 ? null : (
            <VirtualTable
              label={t('title')}
              columns={visibleColumns}
              rows={runs}
              total={total}
              rowKey={({ id }) => id}
              rowName={({ number, line }) => words('runName', { number, line })}
              onNearEnd={more}
              selected={selected}
              onSelect={setSelected}
            />
          )}
          {isFetchingNextPage ? <p className="lw-runs-more lw-muted">{t('loadingMore')}</p> : null}
        </section>
      )}
      {isCancelling ? (
        <CancelDialog
          project={project}
          runs={chosen}
          onClose={() => {
            setCancelling(false)
            setSelected(new Set())
          }}
        />
      ) : null}
    </div>
  )
}

interface SelectionBarProps {
  readonly project: string
  readonly count: number
  readonly all: number | undefined
  readonly isChoosingAll: boolean
  readonly onAll: () => void
  readonly onCancel: () => void
  readonly onClear: () => void
}

/** Actions for the selected runs. */
function SelectionBar({ project, count, all, isChoosingAll, onAll, onCancel, onClear }: SelectionBarProps) {
  const t = useMessages(runListMessages)
  const offReason = useOffReason(project)
  return (
    <div className="lw-runs-selection">
      <strong role="status">{t('selected', { count })}</strong>
      <Button
        kind="danger"
        icon={<CircleStop size={16} aria-hidden />}
        reason={offReason('run.cancel')}
        onPress={onCancel}
      >
        {t('cancelRuns')}
      </Button>
      {all === undefined ? null : (
        <Button kind="quiet" isPending={isChoosingAll} onPress={onAll}>
          {t('chooseAll', { count: all })}
        </Button>
      )}
      <Button kind="quiet" onPress={onClear}>
        {t('unselect')}
      </Button>
    </div>
  )
}

/** Explains what a run is, or suggests to widen the filter. */
function NoRuns({ project, filter }: { readonly project: string; readonly filter: ListFilter }) {
  const t = useMessages(runListMessages)
  const { client } = usePlatform()
  const { data } = useQuery(outlineOptions(client, project))
  if (!isWide(filter)) {
    return (
      <EmptyState
        icon={<FilterX size={24} />}
        title={t('nothingMatches')}
        text={t('nothingMatchesText')}
        action={<LinkButton to={pathTo('runs', { project })}>{t('clear')}</LinkButton>}
      />
    )
  }
  const line = data?.lines[0]?.name
  return (
    <EmptyState
      icon={<CirclePlay size={24} />}
      title={t('noRuns')}
      text={t('noRunsText')}
      action={
        line === undefined ? (
          <LinkButton to={pathTo('lines', { project })}>{t('toLines')}</LinkButton>
        ) : (
          <LinkButton kind="primary" to={pathTo('newRun', { project, line })}>
            {t('startLine', { line })}
          </LinkButton>
        )
      }
    />
  )
}
