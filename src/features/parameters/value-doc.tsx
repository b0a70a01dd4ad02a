import { Link } from 'react-router'
import { placeOfOrigin } from '#client/value-places.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Markdown } from '#ui/markdown.tsx'
import { parametersMessages } from './messages.ts'
import { typeWords } from '#parts/values/type-words.ts'
import { useValues } from './values-context.ts'

/** What a parameter is for, what it takes, and where the adapter says so. */
export function ValueDoc({ row }: { readonly row: SheetRow }) {
  const t = useMessages(parametersMessages)
  const { project } = useValues()
  const source = row.field?.source
  return (
    <div className="lw-values-doc">
      {row.doc === '' ? null : <Markdown text={row.doc} />}
      <p>
        {typeWords(t, row)}
        {row.field?.constraint === undefined || row.field.constraint === '' ? null : (
          <>
            {' '}
            <code>{row.field.constraint}</code>
          </>
        )}
        {source === undefined ? null : (
          <>
            {' '}
            <Link to={placeOfOrigin(project, row.name, { document: source.file, line: source.line, text: '' }) ?? ''}>
              {source.file.split('/').at(-1)}:{source.line}
            </Link>
          </>
        )}
      </p>
    </div>
  )
}
