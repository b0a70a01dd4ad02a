import { FileCode } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { readModulePicture } from '#contract/modules.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { moduleFilesOptions } from '#client/queries/modules.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { descriptionOf } from '#domain/adapters/catalog/in-short.ts'
import type { World } from '#domain/line/world.ts'
import { Card } from '#ui/card.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { Badge } from '#ui/marks.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { usePreferences } from '#ui/use-preferences.ts'
import { SmallGraph } from '#ui/small-graph.tsx'
import { type Column, Table } from '#ui/tables/table.tsx'
import { Tabs } from '#ui/page/tabs.tsx'
import { AdapterComposition } from './adapter-composition.tsx'
import { AdapterIcon } from './adapter-icon.tsx'
import { AdapterFields, sourceSearch } from './adapter-fields.tsx'
import { besideReadme, fieldsOf, leadsTo, readmeOf } from './adapter-texts.ts'
import { AdapterTrouble } from './adapter-trouble.tsx'
import { AdapterUsers } from './adapter-users.tsx'
import { conditionWords } from './field-words.ts'
import { adapterMessages } from '../messages.ts'
import { Markdown } from '#ui/text/markdown.tsx'
import { useAddress } from '#ui/use-address.ts'

export interface AdapterDetailsProps {
  readonly adapter: AdapterDescription
  readonly world: Pick<World, 'adapters' | 'applications' | 'deployments' | 'pipelines'>
  readonly project: string
}

/** The page of one adapter: README, parameters, what it makes, who uses it, what it is composed of. */
export function AdapterDetails({ adapter, world, project }: AdapterDetailsProps) {
  const t = useMessages(adapterMessages)
  const { language } = usePreferences()
  const description = descriptionOf(adapter, language)
  const readme = readmeOf(adapter, language)
  const [search, show] = useAddress()
  const { client } = usePlatform()
  const { readmeFile = '' } = adapter
  const loadPicture = useCallback(
    (path: string) =>
      client.bytes(readModulePicture, { params: { project }, query: { path: besideReadme(readmeFile, path) } }),
    [client, project, readmeFile],
  )
  const files = useQuery(moduleFilesOptions(client, project))
  function linkTo(path: string): string | undefined {
    const place = leadsTo(readmeFile, path, world.adapters, files.data?.files ?? [])
    return place === undefined ? undefined : pathTo('adapters', { project }, { ...place })
  }
  const { parameters, options } = fieldsOf(adapter, language)
  const fields = parameters.length + options.length
  const fieldTables = (
    <>
      <AdapterFields title={t('parameters')} fields={parameters} project={project} />
      <AdapterFields title={t('options')} fields={options} project={project} />
    </>
  )
  return (
    <div className="lw-page lw-adapter">
      <header className="lw-row lw-adapter-head">
        <AdapterIcon adapter={adapter} />
        <h1 className="lw-page-title">{adapter.name}</h1>
        <span className="lw-row lw-grow">
          {adapter.badges.map((badge) => (
            <Badge key={badge}>{badge}</Badge>
          ))}
        </span>
        {adapter.source === undefined ? null : (
          <LinkButton
            to={pathTo('adapters', { project }, sourceSearch(adapter.source))}
            icon={<FileCode size={16} aria-hidden />}
          >
            {t('openSource')}
          </LinkButton>
        )}
      </header>
      {description === '' ? null : <p className="lw-adapter-text">{description}</p>}
      <AdapterTrouble findings={adapter.findings} />
      <Tabs
        label={t('sections')}
        selected={search.get('tab') ?? 'about'}
        onSelect={(tab) => show({ adapter: adapter.pattern, tab })}
        items={[
          {
            id: 'about',
            title: t('about'),
            content: (
              <div className="lw-adapter-about">
                {readme === undefined ? (
                  <div className="lw-stack">
                    <p className="lw-muted">{t('noReadme')}</p>
                    {fieldTables}
                  </div>
                ) : (
                  // Keeps its column while its parser is on the way.
                  <div>
                    <Markdown level={2} text={readme} loadPicture={loadPicture} linkTo={linkTo} />
                  </div>
                )}
                <div className="lw-stack lw-adapter-side">
                  <Facts adapter={adapter} />
                  <AdapterUsers adapter={adapter} world={world} project={project} />
                </div>
              </div>
            ),
          },
          {
            id: 'parameters',
            title: t('parameters'),
            ...(fields === 0 ? {} : { badge: <Badge>{fields}</Badge> }),
            content: (
              <div className="lw-stack lw-adapter-tab">
                {fields === 0 ? <p className="lw-muted">{t('noParameters')}</p> : null}
                {fieldTables}
              </div>
            ),
          },
          {
            id: 'pipelines',
            title: t('pipelines'),
            ...(adapter.stages.length === 0 ? {} : { badge: <Badge>{adapter.stages.length}</Badge> }),
            content: <Pipelines stages={adapter.stages} />,
          },
          {
            id: 'resources',
            title: t('resources'),
            ...(adapter.resources.length === 0 ? {} : { badge: <Badge>{adapter.resources.length}</Badge> }),
            content: <Resources resources={adapter.resources} />,
          },
          {
            id: 'composition',
            title: t('composes'),
            ...(adapter.composes.length === 0 ? {} : { badge: <Badge>{adapter.composes.length}</Badge> }),
            content: <AdapterComposition adapter={adapter} adapters={world.adapters} />,
          },
        ]}
      />
    </div>
  )
}

function Facts({ adapter }: { readonly adapter: AdapterDescription }) {
  const t = useMessages(adapterMessages)
  return (
    <Card label={t('pattern')}>
      <dl className="lw-facts lw-adapter-facts">
        <dt>{t('pattern')}</dt>
        <dd className="lw-row">
          <code className="lw-ellipsis" title={adapter.pattern}>
            {adapter.pattern}
          </code>
          <CopyButton text={adapter.pattern} />
        </dd>
        <dt>{t('module')}</dt>
        <dd>
          <code>{`${adapter.module.name}@${adapter.module.revision}`}</code>
        </dd>
        <dt>{t('category')}</dt>
        <dd>{t(adapter.category)}</dd>
      </dl>
    </Card>
  )
}

function Pipelines({ stages }: Pick<AdapterDescription, 'stages'>) {
  const t = useMessages(adapterMessages)
  if (stages.length === 0) return <p className="lw-muted lw-adapter-tab">{t('noPipelines')}</p>
  return (
    <div className="lw-stack lw-adapter-tab">
      {stages.map((stage) => (
        <Card key={stage.name} title={t('pipelineOf', { name: stage.name })}>
          <SmallGraph
            label={t('tasksOf', { name: stage.name })}
            nodes={stage.tasks.map((task) => ({ id: task, title: task, after: stage.after?.[task] ?? [] }))}
          />
          <dl className="lw-facts">
            <dt>{t('takes')}</dt>
            <dd className="lw-mono">{stage.params.length === 0 ? t('none') : stage.params.join(', ')}</dd>
            <dt>{t('results')}</dt>
            <dd className="lw-mono">{stage.results.length === 0 ? t('none') : stage.results.join(', ')}</dd>
          </dl>
        </Card>
      ))}
    </div>
  )
}

function Resources({ resources }: Pick<AdapterDescription, 'resources'>) {
  const t = useMessages(adapterMessages)
  if (resources.length === 0) return <p className="lw-muted lw-adapter-tab">{t('noResources')}</p>
  const columns: readonly Column<AdapterDescription['resources'][number]>[] = [
    {
      id: 'id',
      title: t('name'),
      isRowHeader: true,
      render: (resource) => <span className="lw-mono">{resource.id}</span>,
    },
    {
      id: 'kind',
      title: t('kind'),
      render: (resource) => <span className="lw-mono">{`${resource.apiVersion} ${resource.kind}`}</span>,
    },
    {
      id: 'when',
      title: t('condition'),
      grows: true,
      wraps: true,
      render: ({ when }) => (when === undefined ? '' : <span className="lw-muted">{conditionWords(t, when)}</span>),
    },
  ]
  return (
    <div className="lw-adapter-tab">
      <Card label={t('resources')}>
        <Table label={t('resources')} columns={columns} rows={resources} rowKey={(resource) => resource.id} />
      </Card>
    </div>
  )
}
