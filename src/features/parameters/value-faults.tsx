import { ChevronRight } from 'lucide-react'
import { checkValue } from '#domain/parameters/check-value.ts'
import { scopeKey } from '#domain/parameters/scope.ts'
import { faultWords } from '#parts/values/type-words.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { parametersMessages } from './messages.ts'
import { scopeWords } from './scope-words.ts'
import { useValues } from './values-context.ts'

// More than these are folded, so that what is to be published stays in view.
const mostOpen = 4

/** Invalid values, each with a link to its field. They can be published, but not run. */
export function ValueFaults() {
  const t = useMessages(parametersMessages)
  const { sheet, published, show } = useValues()
  const faults = sheet.scopes.flatMap((scope) => {
    const key = scopeKey(scope)
    const [own, before] = [sheet.own(key), published.own(key)]
    return sheet.rows.flatMap((row) => {
      const value = row.isSecret ? undefined : own.get(row.name)
      const fault = value === undefined || value === before.get(row.name) ? undefined : checkValue(row.field, value)
      return fault === undefined ? [] : [{ row, scope, key, fault }]
    })
  })
  if (faults.length === 0) return null
  return (
    <details className="lw-values-faults" open={faults.length <= mostOpen}>
      <summary>
        <ChevronRight size={16} aria-hidden />
        <strong>{t('faultsCount', { count: faults.length })}</strong>
      </summary>
      <ul>
        {faults.map(({ row, scope, key, fault }) => (
          <li key={`${key} ${row.name}`}>
            <button
              type="button"
              className="lw-text-button"
              onClick={() => show({ dialog: undefined, view: 'form', scope: key, parameter: row.name })}
            >
              <span className="lw-mono">{row.name}</span> {scopeWords(t, scope)}: {faultWords(t, fault)}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
