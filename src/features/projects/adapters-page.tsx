import { useQuery } from '@tanstack/react-query'
import { Blocks } from 'lucide-react'
import { Link, useSearchParams } from 'react-router'
import type { AdapterDescription } from '#domain/adapters/description.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { worldOptions } from '#client/queries/world.ts'
import { useProjectName } from '#client/use-project.ts'
import { Breadcrumb } from '#ui/breadcrumb.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Badge } from '#ui/marks.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { useTitle } from '#ui/slots.tsx'
import { SplitPane } from '#ui/split-pane.tsx'
import { AdapterDetails } from './adapter-details.tsx'
import { AdapterIcon } from './adapter-icon.tsx'
import { projectMessages } from './messages.ts'
import './adapters-page.css'

const categories = ['build', 'deploy', 'verify', 'infrastructure', 'other'] as const

/** The catalog of Cloud Native Adapters; the chosen one and the search are in the URL. */
export function AdaptersPage() {
  const t = useMessages(projectMessages)
  const project = useProjectName()
  const { client } = usePlatform()
  const [search, setSearch] = useSearchParams()
  const world = useQuery(worldOptions(client, project))
  useTitle(t('adapters'))
  const typed = search.get('search') ?? ''
  const adapters = world.data?.world.adapters ?? []
  const found = adapters.filter((adapter) => isFound(adapter, typed))
  const chosen =
    adapters.find((adapter) => adapter.pattern === search.get('adapter')) ?? (typed === '' ? adapters[0] : found[0])
  function handleSearch(text: string): void {
    setSearch(text === '' ? {} : { search: text }, { replace: true })
  }
  const list = (
    <div className="lw-catalog">
      <SearchField label={t('filter')} value={typed} onChange={handleSearch} />
      {world.isPending ? <Skeleton rows={8} /> : null}
      {categories.map((category) => (
        <AdapterGroup
          key={category}
          title={t(category)}
          adapters={found.filter((adapter) => adapter.category === category)}
          chosen={chosen?.pattern}
          typed={typed}
        />
      ))}
      {world.isSuccess && found.length === 0 ? <p className="lw-muted">{t('nothingMatches')}</p> : null}
    </div>
  )
  return (
    <>
      <Breadcrumb label={t('trail')} crumbs={[{ title: t('adapters') }]} />
      {world.isError ? <ProblemPanel problem={problemOf(world.error)} onRetry={() => void world.refetch()} /> : null}
      <SplitPane name="catalog" label={t('adapters')} side="left" initial={280} pane={list}>
        {world.isSuccess && adapters.length === 0 ? (
          <EmptyState icon={<Blocks size={24} />} title={t('noAdapters')} text={t('noAdaptersText')} />
        ) : null}
        {chosen === undefined ? null : <AdapterDetails adapter={chosen} />}
      </SplitPane>
    </>
  )
}

interface AdapterGroupProps {
  readonly title: string
  readonly adapters: readonly AdapterDescription[]
  readonly chosen: string | undefined
  readonly typed: string
}

function AdapterGroup({ title, adapters, chosen, typed }: AdapterGroupProps) {
  if (adapters.length === 0) return null
  return (
    <section>
      <h2 className="lw-catalog-group">
        {title} <Badge>{adapters.length}</Badge>
      </h2>
      <ul>
        {adapters.map((adapter) => {
          const query = new URLSearchParams({ adapter: adapter.pattern, ...(typed === '' ? {} : { search: typed }) })
          return (
            <li key={adapter.pattern}>
              <Link
                className="lw-catalog-item"
                to={`?${query.toString()}`}
                aria-current={adapter.pattern === chosen ? 'true' : undefined}
              >
                <AdapterIcon category={adapter.category} />
                <span className="lw-grow">
                  <span className="lw-catalog-name lw-ellipsis">{adapter.name}</span>
                  <span className="lw-catalog-text lw-ellipsis">{adapter.description}</span>
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function isFound(adapter: AdapterDescription, typed: string): boolean {
  const text = `${adapter.name} ${adapter.description} ${adapter.pattern}`.toLowerCase()
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
