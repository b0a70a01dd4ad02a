import { Link } from 'react-router'
import { placeOfOrigin } from '#client/value-places.ts'
import { checkValue } from '#domain/parameters/check-value.ts'
import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Markdown } from '#ui/text/markdown.tsx'
import { parametersMessages } from './messages.ts'
import { patternWords } from '#parts/values/pattern-words.ts'
import { faultWords, typeWords } from '#parts/values/type-words.ts'
import { useValues } from './values-context.ts'

/** What a parameter is for, what it accepts, where its adapter defines it, and what is wrong with its value. */
export function ValueDoc({ row, scope }: { readonly row: SheetRow; readonly scope: Scope }) {
  const t = useMessages(parametersMessages)
  const { project, sheet } = useValues()
  const source = row.field?.source
  const own = row.isSecret ? undefined : sheet.own(scopeKey(scope)).get(row.name)
  const fault = own === undefined ? undefined : checkValue(row.field, own)
  // Shown only without a fault, which would name the pattern too.
  const pattern = fault === undefined ? row.field?.pattern : undefined
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
            <Link
              to={
                placeOfOrigin(
                  { project, parameter: row.name },
                  { document: source.file, line: source.line, text: '' },
                ) ?? ''
              }
            >
              {source.file.split('/').at(-1)}:{source.line}
            </Link>
          </>
        )}
      </p>
      {pattern === undefined ? null : <p className="lw-muted">{patternWords(t, pattern)}</p>}
      {fault === undefined ? null : <p className="lw-values-fault">{faultWords(t, fault)}</p>}
    </div>
  )
}
