import { Link } from 'react-router'
import { pathTo } from '#client/paths.ts'
import type { Field } from '#domain/adapters/catalog/description.ts'
import { Card } from '#ui/card.tsx'
import { Badge } from '#ui/marks.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { type Column, WideTable } from '#ui/tables/table.tsx'
import { flatFields, meaningWords, typeWords } from './field-words.ts'
import { adapterMessages } from '../messages.ts'

interface AdapterFieldsProps {
  readonly title: string
  readonly fields: readonly Field[]
  readonly project?: string
}

/** Parameters or options of an adapter as a table. Names link to their source when a project is given. */
export function AdapterFields({ title, fields, project }: AdapterFieldsProps) {
  const t = useMessages(adapterMessages)
  if (fields.length === 0) return null
  type Row = ReturnType<typeof flatFields>[number]
  const columns: readonly Column<Row>[] = [
    {
      id: 'name',
      title: t('name'),
      isRowHeader: true,
      render: (field) => (
        <span className="lw-row" style={{ paddingInlineStart: `${String(field.depth * 16)}px` }} title={field.path}>
          {field.source === undefined || project === undefined ? (
            <FieldName before={field.before} name={field.name} />
          ) : (
            <Link to={pathTo('adapters', { project }, sourceSearch(field.source))}>
              <FieldName before={field.before} name={field.name} />
            </Link>
          )}
          {field.required ? <Badge tone="amber">{t('required')}</Badge> : null}
        </span>
      ),
    },
    {
      id: 'type',
      title: t('type'),
      render: (field) => (
        <span className="lw-adapter-type" title={field.constraint}>
          {typeWords(t, field)}
        </span>
      ),
    },
    {
      id: 'default',
      title: t('default'),
      render: (field) => (field.default === undefined ? '' : <span className="lw-mono">{literal(field.default)}</span>),
    },
    {
      id: 'doc',
      title: t('meaning'),
      grows: true,
      wraps: true,
      render: (field) => <span className="lw-muted">{meaningWords(t, field)}</span>,
    },
  ]
  return (
    <Card title={title} badge={<Badge>{fields.length}</Badge>}>
      <WideTable label={title} columns={columns} rows={flatFields(fields)} rowKey={(field) => field.path} />
    </Card>
  )
}

/** Sighted people see the nesting by the indentation; screen readers hear the parent's path. */
function FieldName({ before, name }: { readonly before: string; readonly name: string }) {
  return (
    <span className="lw-mono">
      {before === '' ? null : <span className="lw-hidden">{before}</span>}
      {name}
    </span>
  )
}

/** Search parameters that open a source file at a line. */
export function sourceSearch({ file, line }: { readonly file: string; readonly line: number }) {
  return { source: file, line: String(line) }
}

function literal(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value)
}
