import type { AdapterDescription, Field } from '#domain/adapters/description.ts'
import { Card } from '#ui/card.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { Badge } from '#ui/marks.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { AdapterIcon } from './adapter-icon.tsx'
import { projectMessages } from './messages.ts'
import '#ui/page.css'

/** What an adapter takes and what it makes, as its CUE says. */
export function AdapterDetails({ adapter }: { readonly adapter: AdapterDescription }) {
  const t = useMessages(projectMessages)
  return (
    <div className="lw-page lw-adapter">
      <header className="lw-row">
        <AdapterIcon category={adapter.category} />
        <h1 className="lw-page-title">{adapter.name}</h1>
      </header>
      <p className="lw-adapter-text">{adapter.description}</p>
      <Card label={t('pattern')}>
        <dl className="lw-facts lw-adapter-facts">
          <dt>{t('pattern')}</dt>
          <dd className="lw-row">
            <code className="lw-ellipsis">{adapter.pattern}</code>
            <CopyButton text={adapter.pattern} />
          </dd>
          <dt>{t('module')}</dt>
          <dd>
            <code>{`${adapter.module.name}@${adapter.module.revision}`}</code>
          </dd>
          <dt>{t('category')}</dt>
          <dd>{t(adapter.category)}</dd>
          {adapter.composes.length === 0 ? null : (
            <>
              <dt>{t('composes')}</dt>
              <dd>
                <code>{adapter.composes.join(', ')}</code>
              </dd>
            </>
          )}
        </dl>
      </Card>
      <Fields title={t('parameters')} fields={adapter.parameters} />
      <Fields title={t('options')} fields={adapter.options} />
      {adapter.stages.map((stage) => (
        <Card key={stage.name} title={t('pipelineOf', { name: stage.name })}>
          <dl className="lw-facts">
            <dt>{t('tasks')}</dt>
            <dd className="lw-mono">{stage.tasks.join(' → ')}</dd>
            <dt>{t('parameters')}</dt>
            <dd className="lw-mono">{stage.params.join(', ')}</dd>
            <dt>{t('results')}</dt>
            <dd className="lw-mono">{stage.results.join(', ')}</dd>
          </dl>
        </Card>
      ))}
      <Resources resources={adapter.resources} />
    </div>
  )
}

function Fields({ title, fields }: { readonly title: string; readonly fields: readonly Field[] }) {
  const t = useMessages(projectMessages)
  if (fields.length === 0) return null
  const columns: readonly Column<Field>[] = [
    {
      id: 'name',
      title: t('name'),
      isRowHeader: true,
      render: (field) => (
        <span className="lw-row">
          <span className="lw-mono">{field.name}</span>
          {field.required ? <Badge tone="amber">{t('required')}</Badge> : null}
        </span>
      ),
    },
    {
      id: 'type',
      title: t('type'),
      render: (field) => <span className="lw-mono">{field.constraint === '' ? field.kind : field.constraint}</span>,
    },
    {
      id: 'default',
      title: t('default'),
      render: (field) => (field.default === undefined ? '' : <span className="lw-mono">{shown(field.default)}</span>),
    },
    { id: 'doc', title: t('meaning'), grows: true, render: (field) => <span className="lw-muted">{field.doc}</span> },
  ]
  return (
    <Card title={title} badge={<Badge>{fields.length}</Badge>}>
      <div className="lw-scroll-x" tabIndex={0} role="group" aria-label={title}>
        <Table label={title} columns={columns} rows={fields} rowKey={(field) => field.name} />
      </div>
    </Card>
  )
}

function Resources({ resources }: Pick<AdapterDescription, 'resources'>) {
  const t = useMessages(projectMessages)
  if (resources.length === 0) return null
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
  ]
  return (
    <Card title={t('resources')} badge={<Badge>{resources.length}</Badge>}>
      <Table label={t('resources')} columns={columns} rows={resources} rowKey={(resource) => resource.id} />
    </Card>
  )
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
