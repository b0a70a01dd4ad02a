import { useQuery } from '@tanstack/react-query'
import { Play, Plus } from 'lucide-react'
import { Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { deploymentStatusOptions } from '#client/queries/deployments.ts'
import { recentRunsOptions } from '#client/queries/run-lists.ts'
import { meOptions } from '#client/queries/session.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import { useAnswered } from '#client/use-answered.ts'
import { useProjectName } from '#client/use-project.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton, type LinkButtonProps } from '#ui/link-button.tsx'
import { useNarrow } from '#ui/narrow.ts'
import { useOffReason } from '#parts/off-reason.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Segmented } from '#ui/fields/segmented.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { Fill, useTitle } from '#ui/page/slots.tsx'
import { useQuiet } from '#ui/use-quiet.ts'
import { lazyPart } from '#ui/lazy-part.ts'
import { HomeBoard } from './home-board.tsx'
import { mainLineOf } from './home-data.ts'
import { HomeRuns } from './home-runs.tsx'
import { homeMessages } from './messages.ts'
import { WaitsForYou } from './waits-for-you.tsx'
import './home-page.css'

const HomeSide = lazyPart(async () => (await import('./home-side.tsx')).HomeSide)
const HomeTable = lazyPart(async () => (await import('./home-table.tsx')).HomeTable)

/** What runs where, what waits, what failed, what to do first. */
export function HomePage() {
  const t = useMessages(homeMessages)
  const project = useProjectName()
  const { client } = usePlatform()
  const [search, setSearch] = useSearchParams()
  const isNarrow = useNarrow()
  const me = useQuery(meOptions(client))
  const outline = useQuery(outlineOptions(client, project))
  const statuses = useQuery(deploymentStatusOptions(client, project))
  const runs = useQuery(recentRunsOptions(client, project))
  const line = mainLineOf(outline.data?.lines ?? [], runs.data?.runs ?? [])
  const title =
    me.data?.memberships.find((membership) => membership.project.name === project)?.project.displayName ?? project
  useTitle(title)
  const view = search.get('view') === 'table' ? 'table' : 'board'
  const failed = [outline, statuses, runs].find((query) => query.isError)
  const isEmpty = outline.data?.applications.length === 0
  // All three are requested and answered together, so rendering once is faster than three partial renders.
  // In a narrow window what waits for somebody stands above the board, so that waits for it.
  const isAnswered = useAnswered(project, isNarrow)
  const isWaiting = outline.isPending || statuses.isPending || runs.isPending || (isNarrow && !isAnswered)
  const isPainted = useQuiet(!isWaiting)
  return (
    <div className="lw-home">
      {isWaiting ? null : <HomeActions project={project} line={line?.name} />}
      <div className="lw-home-main">
        <header className="lw-home-head">
          <h1 className="lw-page-title">{title}</h1>
          <p className="lw-muted">{t('note')}</p>
          {isEmpty ? null : (
            <Segmented
              label={t('view')}
              selected={view}
              onSelect={(id) => setSearch(id === 'table' ? { view: 'table' } : {}, { replace: true })}
              choices={[
                { id: 'board', title: t('board') },
                { id: 'table', title: t('table') },
              ]}
            />
          )}
        </header>
        {failed === undefined ? null : (
          <ProblemPanel problem={problemOf(failed.error)} onRetry={() => void failed.refetch()} />
        )}
        {isNarrow ? <WaitsForYou project={project} /> : null}
        {isWaiting ? <Skeleton rows={2} height={130} /> : null}
        {isWaiting || isEmpty || outline.data === undefined || statuses.data === undefined ? null : view === 'board' ? (
          <HomeBoard project={project} outline={outline.data} statuses={statuses.data.deployments} />
        ) : (
          <Suspense fallback={<Skeleton rows={4} />}>
            <HomeTable project={project} outline={outline.data} statuses={statuses.data.deployments} />
          </Suspense>
        )}
        {isWaiting ? <Skeleton rows={8} /> : null}
        {isWaiting || runs.data === undefined ? null : (
          <HomeRuns
            project={project}
            line={line?.name}
            runs={runs.data.runs}
            environments={outline.data?.environments ?? []}
          />
        )}
      </div>
      <aside className="lw-home-side">
        {isPainted ? (
          <Suspense fallback={<Skeleton rows={8} />}>
            <HomeSide
              project={project}
              line={line}
              runs={runs.data?.runs}
              outline={outline.data}
              withoutWaiting={isNarrow}
            />
          </Suspense>
        ) : (
          <Skeleton rows={8} />
        )}
      </aside>
    </div>
  )
}

/** What to do first: begin a line, or run the main one. */
function HomeActions({ project, line }: { readonly project: string; readonly line: string | undefined }) {
  const t = useMessages(homeMessages)
  const offReason = useOffReason(project)
  return (
    <Fill slot="actions">
      <RightLink
        to={pathTo('lines', { project }, { new: '1' })}
        icon={<Plus size={16} aria-hidden />}
        reason={offReason('line.edit')}
      >
        {t('newLine')}
      </RightLink>
      {line === undefined ? null : (
        <RightLink
          to={pathTo('newRun', { project, line })}
          kind="primary"
          icon={<Play size={16} aria-hidden />}
          reason={offReason('run.start')}
        >
          {t('runLine', { line })}
        </RightLink>
      )}
    </Fill>
  )
}

/** A link if the person may use it, else a button that says why not. */
function RightLink({ to, kind, icon, reason, children }: LinkButtonProps & { readonly reason: string | undefined }) {
  return reason === undefined ? (
    <LinkButton to={to} icon={icon} {...(kind === undefined ? {} : { kind })}>
      {children}
    </LinkButton>
  ) : (
    <Button icon={icon} reason={reason}>
      {children}
    </Button>
  )
}
