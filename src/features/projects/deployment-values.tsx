import { KeyRound, SlidersHorizontal } from 'lucide-react'
import { pathTo } from '#client/paths.ts'
import { useProjectName } from '#client/use-project.ts'
import type { Deployment } from '#domain/project.ts'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { projectMessages } from './messages.ts'
import '#ui/page.css'

interface ValueRow {
  readonly name: string
  readonly value: string | undefined
  readonly secret: string | undefined
}

/** What is set on the deployment itself: values as text, secrets by name. */
export function DeploymentValues({ deployment }: { readonly deployment: Deployment }) {
  const t = useMessages(projectMessages)
  const project = useProjectName()
  const scope = `${deployment.application}/${deployment.name}`
  const edit = (
    <LinkButton
      to={pathTo('parameters', { project }, { view: 'form', scope })}
      icon={<SlidersHorizontal size={14} aria-hidden />}
    >
      {t('allValues')}
    </LinkButton>
  )
  const rows: readonly ValueRow[] = [
    ...Object.entries(deployment.config).map(([name, value]) => ({ name, value, secret: undefined })),
    ...Object.entries(deployment.credentials).map(([name, secret]) => ({ name, value: undefined, secret })),
    ...deployment.secrets.map(({ name, key, version }) => ({
      name,
      value: undefined,
      secret: version === undefined ? key : `${key}, ${version}`,
    })),
  ]
  const columns: readonly Column<ValueRow>[] = [
    {
      id: 'name',
      title: t('parameter'),
      isRowHeader: true,
      width: '320px',
      render: (row) => <span className="lw-mono">{row.name}</span>,
    },
    {
      id: 'value',
      title: t('value'),
      render: (row) =>
        row.secret === undefined ? (
          <span className="lw-mono">{row.value}</span>
        ) : (
          <span className="lw-row lw-muted">
            <KeyRound size={14} aria-hidden />
            {t('secretRef', { key: row.secret })}
          </span>
        ),
    },
  ]
  if (rows.length === 0)
    return <EmptyState icon={<KeyRound size={24} />} title={t('parameters')} text={t('noParameters')} action={edit} />
  return (
    <div className="lw-page">
      <Card title={t('setHere')} aside={edit}>
        <Table label={t('parameters')} columns={columns} rows={rows} rowKey={(row) => row.name} />
      </Card>
    </div>
  )
}
