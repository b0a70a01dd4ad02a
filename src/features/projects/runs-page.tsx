import { useQuery } from '@tanstack/react-query'
import { CirclePlay } from 'lucide-react'
import { useSearchParams } from 'react-router'
import { runStateSchema } from '#domain/run/state-names.ts'
import { parseDocumentId } from '#domain/documents.ts'
import { markOfRun } from '#client/run-marks.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { documentsOptions } from '#client/queries/documents.ts'
import { runsOptions } from '#client/queries/run-lists.ts'
import { worldOptions } from '#client/queries/world.ts'
import { useProjectName } from '#client/use-project.ts'
import { Breadcrumb } from '#ui/breadcrumb.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { Select } from '#ui/select.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { useTitle } from '#ui/slots.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { projectMessages } from './messages.ts'
import { Page } from '#ui/page.tsx'
import { RunsTable } from './runs-table.tsx'

/** Runs of the project; line, state and page of the list are in the URL. */
export function RunsPage() {
  const t = useMessages(projectMessages)
  const words = useMessages(uiMessages)
  const project = useProjectName()
  const { client } = usePlatform()
  const [search, setSearch] = useSearchParams()
  const line = search.get('line') ?? undefined
  const before = search.get('before') ?? undefined
  const state = runStateSchema.safeParse(search.get('state')).data
  const runs = useQuery(
    runsOptions(client, project, {
      ...(line === undefined ? {} : { line }),
      ...(state === undefined ? {} : { state }),
      ...(before === undefined ? {} : { before }),
    }),
  )
  const lines = useQuery(documentsOptions(client, project, 'line'))
  const world = useQuery(worldOptions(client, project))
  useTitle(t('runs'))

  function show(name: string, value: string | undefined): void {
    setSearch((known) => {
      const next = new URLSearchParams(known)
      if (name !== 'before') next.delete('before')
      if (value === undefined || value === 'all') next.delete(name)
      else next.set(name, value)
      return next
    })
  }
  const next = runs.data?.next
  const isFiltered = line !== undefined || state !== undefined || before !== undefined
  const names = (lines.data?.documents ?? []).map((document) => parseDocumentId(document.id)?.names[0] ?? document.id)
  return (
    <Page
      title={t('runs')}
      note={t('runsNote')}
      aside={
        <>
          <Select
            quiet
            label={t('line')}
            value={line ?? 'all'}
            onChange={(id) => show('line', id)}
            choices={[{ id: 'all', title: t('allLines') }, ...names.map((name) => ({ id: name, title: name }))]}
          />
          <Select
            quiet
            label={t('state')}
            value={state ?? 'all'}
            onChange={(id) => show('state', id)}
            choices={[
              { id: 'all', title: t('allStates') },
              ...runStateSchema.options.map((option) => ({ id: option, title: words(markOfRun(option)) })),
            ]}
          />
        </>
      }
    >
      <Breadcrumb label={t('trail')} crumbs={[{ title: t('runs') }]} />
      {runs.isError ? (
        <ProblemPanel problem={problemOf(runs.error)} onRetry={() => void runs.refetch()} />
      ) : (
        <Card label={t('runs')}>
          {runs.isPending ? <Skeleton rows={8} /> : null}
          {runs.data?.runs.length === 0 ? (
            <EmptyState
              icon={<CirclePlay size={24} />}
              title={isFiltered ? t('nothingMatches') : t('noRuns')}
              text={t('noRunsText')}
              action={<LinkButton to={pathTo('lines', { project })}>{t('toLines')}</LinkButton>}
            />
          ) : null}
          {runs.data !== undefined && runs.data.runs.length > 0 ? (
            <RunsTable project={project} runs={runs.data.runs} environments={world.data?.world.environments ?? []} />
          ) : null}
        </Card>
      )}
      <div className="lw-row">
        {before === undefined ? null : <Button onPress={() => show('before', undefined)}>{t('newest')}</Button>}
        {next === undefined ? null : <Button onPress={() => show('before', next)}>{t('older')}</Button>}
      </div>
    </Page>
  )
}
