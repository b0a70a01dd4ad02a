import { useQuery } from '@tanstack/react-query'
import { ArrowDownToLine, ScrollText, Timer } from 'lucide-react'
import { type ReactNode, type RefObject, useRef, useState } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'
import { downloadLogs } from '#client/live/downloads.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { runLogsOptions } from '#client/queries/run-logs.ts'
import { runOptions } from '#client/queries/runs.ts'
import { formatLineAnchor, readLineAnchor } from '#domain/logs/line-anchor.ts'
import type { Run } from '#domain/run/state.ts'
import { FailedPage } from '#ui/page/failed-page.tsx'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { IconButton } from '#ui/button.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { SearchField } from '#ui/fields/search-field.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { useAddress } from '#ui/use-address.ts'
import { RunLogList } from './run-log-list.tsx'
import { runLogMessages } from './run-log-messages.ts'
import { goOnEnter, HitSteps, QueryToggles } from '../search/search-controls.tsx'
import { StepLogPane } from '../pane/step-log-pane.tsx'
import { type LogSettingsControl, useLogSettings } from '../pane/use-log-settings.ts'
import { logName, type RunLog, type RunSearch, useRunSearch } from '../search/use-run-search.ts'
import './run-logs.css'

export interface RunLogsPageProps {
  /** Renders the log of a failed step again once the line of its error is known. */
  readonly renderAtError: (run: Run, log: RunLog, show: (line: number | undefined) => ReactNode) => ReactNode
}

/** All logs of a run: a search over them, and one or two to read. The address holds everything that is shown. */
export function RunLogsPage({ renderAtError }: RunLogsPageProps) {
  const { project = '', run: id = '' } = useParams()
  const t = useMessages(runLogMessages)
  const platform = usePlatform()
  const navigate = useNavigate()
  const { hash } = useLocation()
  const [search, set] = useAddress()
  const settings = useLogSettings()
  const found = useRunSearch(project, id, settings)
  const run = useQuery(runOptions(platform.client, project, id))
  const list = useQuery(runLogsOptions(platform.client, project, id, run.data?.sequence ?? 0))
  const searchBox = useRef<HTMLDivElement>(null)
  const [time, setTime] = useState<string>()
  useTitle(t('title', { number: run.data?.number ?? 0 }))
  const error = run.error ?? list.error
  if (error !== null)
    return (
      <FailedPage
        title={t('loadFailed')}
        problem={problemOf(error)}
        onRetry={() => void (run.isError ? run : list).refetch()}
        back={{ to: pathTo('run', { project, run: id }), title: t('toRun') }}
      />
    )
  if (run.data === undefined || list.data === undefined) return <Skeleton rows={8} />
  const logs = list.data
  const chosen = logs.find((log) => logName(log) === search.get('log'))
  // Without a choice or a search, shows the failed log, or else the newest.
  const shown =
    chosen ?? (settings.query.words === '' ? (logs.find(({ state }) => state === 'failed') ?? logs.at(-1)) : undefined)
  const beside = logs.find((log) => logName(log) === search.get('beside'))
  const anchor = readLineAnchor(hash)
  const line = anchor !== undefined && anchor.step === shown?.step ? anchor.from - 1 : undefined
  const isTogether = search.get('together') === '1'
  const shared = {
    project,
    run: id,
    searchElsewhere: focusSearch,
    ...(isTogether && beside !== undefined ? { linked: { time, onTime: setTime } } : {}),
  }

  function addressOf(log: RunLog, at?: number): string {
    const next = new URLSearchParams(search)
    next.set('log', logName(log))
    const anchored = at === undefined ? '' : formatLineAnchor({ step: log.step, from: at + 1, to: at + 1 })
    return `?${next.toString()}${anchored}`
  }
  function focusSearch(): void {
    searchBox.current?.querySelector('input')?.focus()
  }
  function go(step: 1 | -1): void {
    const hits = logs.flatMap((log) =>
      (found.found.get(logName(log))?.hits ?? []).map((hit) => ({ log, line: hit.line })),
    )
    const here = hits.findIndex((hit) => hit.log === shown && hit.line === line)
    const next = hits[here < 0 ? (step === 1 ? 0 : hits.length - 1) : (here + step + hits.length) % hits.length]
    if (next !== undefined) void navigate(addressOf(next.log, next.line), { replace: true })
  }

  return (
    <div className="lw-runlogs">
      <Breadcrumb
        crumbs={[
          { title: t('lines'), to: pathTo('lines', { project }) },
          { title: run.data.line, to: pathTo('line', { project, line: run.data.line }) },
          { title: t('run', { number: run.data.number }), to: pathTo('run', { project, run: id }) },
          { title: t('logs') },
        ]}
      />
      <header className="lw-runlogs-head">
        <h1>{t('title', { number: run.data.number })}</h1>
        <Search {...{ settings, found, searchBox }} logs={logs.length} onGo={go} />
        <span className="lw-grow" />
        {beside === undefined ? null : (
          <IconButton
            label={t('together')}
            aria-pressed={isTogether}
            onPress={() => set({ together: isTogether ? undefined : '1' })}
          >
            <Timer size={16} aria-hidden />
          </IconButton>
        )}
        <IconButton label={t('download')} onPress={() => void downloadLogs(platform, project, id)}>
          <ArrowDownToLine size={16} aria-hidden />
        </IconButton>
      </header>
      {logs.length === 0 ? (
        <EmptyState icon={<ScrollText size={24} />} title={t('empty')} text={t('emptyHelp')} />
      ) : (
        <div className="lw-runlogs-body">
          <RunLogList
            {...{ logs, line, addressOf }}
            found={found.found}
            query={settings.query}
            shown={shown && logName(shown)}
            beside={beside && logName(beside)}
            onBeside={(log) => set({ beside: logName(log) === search.get('beside') ? undefined : logName(log) })}
          />
          <div className="lw-runlogs-panes">
            {shown === undefined ? (
              <p className="lw-muted lw-runlogs-hint">{t('choose')}</p>
            ) : (
              renderAtError(run.data, shown, (firstError) => (
                <StepLogPane
                  key={logName(shown)}
                  {...shown}
                  title={titleOf(shown)}
                  place={{ log: logName(shown) }}
                  {...shared}
                  firstError={firstError}
                />
              ))
            )}
            {beside === undefined ? null : (
              <StepLogPane
                key={`beside ${logName(beside)}`}
                {...beside}
                title={titleOf(beside)}
                {...shared}
                onClose={() => set({ beside: undefined })}
              />
            )}
          </div>
        </div>
      )}
    </div>
  )
}

function titleOf({ stage, task, step }: RunLog): string {
  return `${stage} / ${task} / ${step}`
}

function Search({
  settings,
  found,
  logs,
  searchBox,
  onGo,
}: {
  readonly settings: LogSettingsControl
  readonly found: RunSearch
  readonly logs: number
  readonly searchBox: RefObject<HTMLDivElement | null>
  readonly onGo: (step: 1 | -1) => void
}) {
  const t = useMessages(runLogMessages)
  const { query, set } = settings
  const count = [...found.found.values()].reduce((sum, log) => sum + log.count, 0)
  function words(): string {
    if (query.words === '') return ''
    if (found.failure === 'noPattern') return t('noPattern')
    if (found.failure?.code === 'unsupported') return t('hardPattern')
    if (found.failure !== undefined) return t('failed', { reason: found.failure.message })
    if (found.isSearching) return t('searching', { read: found.read, logs })
    return count === 0 ? t('noHits', { logs }) : t('found', { count, steps: found.found.size, logs })
  }
  return (
    <div ref={searchBox} className="lw-runlogs-search" onKeyDown={(event) => goOnEnter(event, onGo)}>
      <SearchField label={t('search')} value={query.words} onChange={(find) => set({ find })} autoFocus />
      <QueryToggles settings={settings} />
      <HitSteps count={count} onGo={onGo} />
      <span className="lw-muted lw-runlogs-words" role="status">
        {words()}
      </span>
    </div>
  )
}
