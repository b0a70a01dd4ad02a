import { useQuery } from '@tanstack/react-query'
import { Blocks, Package } from 'lucide-react'
import { Link, useSearchParams } from 'react-router'
import { adapterCategories, type AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { lineBelow, sharedNames } from '#domain/adapters/catalog/in-short.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { worldOptions } from '#client/queries/world.ts'
import { useProjectName } from '#client/use-project.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { Badge } from '#ui/marks.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { usePreferences } from '#ui/use-preferences.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { SearchField } from '#ui/fields/search-field.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { SplitPane } from '#ui/page/split-pane.tsx'
import { AdapterDetails } from './adapter/adapter-details.tsx'
import { AuthoringView } from './authoring/authoring-view.tsx'
import { AdapterIcon } from './adapter/adapter-icon.tsx'
import { adapterMessages } from './messages.ts'
import { ModulesView } from './modules/modules-view.tsx'
import { SourceView } from './authoring/source-view.tsx'
import '#ui/page/page.css'
import './adapters-page.css'

/** The catalog of Cloud Native Adapters. The URL says what is open: an adapter, the modules, or a source file. */
export function AdaptersPage() {
  const t = useMessages(adapterMessages)
  const words = useFindingWords()
  const project = useProjectName()
  const { client } = usePlatform()
  const [search, setSearch] = useSearchParams()
  const world = useQuery(worldOptions(client, project))
  useTitle(t('adapters'))
  const typed = search.get('search') ?? ''
  const adapters = world.data?.world.adapters ?? []
  const found = adapters.filter((adapter) => isFound(adapter, typed))
  const shared = sharedNames(adapters)
  // Findings about modules that could not be read: their adapters are missing from the list.
  const unreadable = (world.data?.findings ?? []).filter(
    ({ place: { document = '' } }) => document === 'adapters' || document.startsWith('module/'),
  )
  const source = search.get('source')
  const edited = search.get('edit')
  const showsModules = search.get('view') === 'modules'
  const showsCatalog = !showsModules && source === null && edited === null
  const chosen =
    adapters.find((adapter) => adapter.pattern === search.get('adapter')) ??
    adapterCategories.flatMap((category) => found.filter((adapter) => adapter.category === category))[0]
  function handleSearch(text: string): void {
    setSearch(text === '' ? {} : { search: text }, { replace: true })
  }
  const list = (
    <div className="lw-catalog">
      <SearchField label={t('search')} value={typed} onChange={handleSearch} />
      <Link className="lw-catalog-item" to="?view=modules" aria-current={showsModules ? 'true' : undefined}>
        <span className="lw-adapter-icon" aria-hidden>
          <Package size={16} strokeWidth={1.5} />
        </span>
        <span className="lw-catalog-name lw-grow">{t('modules')}</span>
      </Link>
      {unreadable.map((finding, index) => (
        <p key={index} className="lw-error">
          {words.said(finding)}
        </p>
      ))}
      {world.isPending ? <Skeleton rows={8} /> : null}
      {adapterCategories.map((category) => (
        <AdapterGroup
          key={category}
          title={t(category)}
          adapters={found.filter((adapter) => adapter.category === category)}
          chosen={showsCatalog ? chosen?.pattern : undefined}
          typed={typed}
          shared={shared}
        />
      ))}
      {world.isSuccess && found.length === 0 ? <p className="lw-muted">{t('nothingMatches')}</p> : null}
    </div>
  )
  function main() {
    if (edited !== null) return <AuthoringView key={edited} project={project} module={edited} />
    if (source !== null) return <SourceView key={source} project={project} path={source} />
    if (showsModules) return <ModulesView project={project} />
    if (world.isPending) return <ReadingCatalog />
    if (world.data === undefined) return null
    if (chosen !== undefined)
      return <AdapterDetails key={chosen.pattern} adapter={chosen} world={world.data.world} project={project} />
    if (adapters.length > 0) return null
    return <EmptyState icon={<Blocks size={24} />} title={t('noAdapters')} text={t('noAdaptersText')} />
  }
  return (
    <>
      <Breadcrumb
        crumbs={
          showsCatalog
            ? [{ title: t('adapters') }]
            : [{ title: t('adapters'), to: '?' }, { title: t(showsModules ? 'modules' : 'source') }]
        }
      />
      {world.isError ? <ProblemPanel problem={problemOf(world.error)} onRetry={() => void world.refetch()} /> : null}
      <SplitPane name="catalog" label={t('adapters')} side="left" initial={280} pane={list}>
        {main()}
      </SplitPane>
    </>
  )
}

function ReadingCatalog() {
  const t = useMessages(adapterMessages)
  return (
    <div className="lw-page lw-adapter">
      <p className="lw-row lw-muted lw-catalog-reading" role="status">
        <progress aria-label={t('readingAll')} />
        {t('readingAll')}
      </p>
      <Skeleton rows={12} />
    </div>
  )
}

interface AdapterGroupProps {
  readonly title: string
  readonly adapters: readonly AdapterDescription[]
  readonly chosen: string | undefined
  readonly typed: string
  readonly shared: ReadonlySet<string>
}

function AdapterGroup({ title, adapters, chosen, typed, shared }: AdapterGroupProps) {
  const { language } = usePreferences()
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
                title={adapter.pattern}
                aria-current={adapter.pattern === chosen ? 'true' : undefined}
              >
                <AdapterIcon adapter={adapter} />
                <span className="lw-grow">
                  <span className="lw-catalog-name lw-ellipsis">{adapter.name}</span>
                  <span className="lw-catalog-text lw-ellipsis">{lineBelow(adapter, shared, language)}</span>
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Whether each word that was typed occurs somewhere in the adapter's texts. */
function isFound(adapter: AdapterDescription, typed: string): boolean {
  const parts = [
    adapter.name,
    adapter.description,
    adapter.pattern,
    adapter.ja.description ?? '',
    ...adapter.words,
    ...adapter.badges,
    ...adapter.parameters.map(({ name }) => name),
    ...adapter.stages.map(({ name }) => name),
    ...adapter.resources.map(({ kind }) => kind),
  ]
  const text = parts.join(' ').normalize('NFKC').toLowerCase()
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
