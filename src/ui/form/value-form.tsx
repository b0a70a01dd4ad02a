import { ChevronRight, CircleAlert, PencilLine } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { FormProvider, useForm, useFormContext, useFormState } from 'react-hook-form'
import { useMessages } from '../i18n/use-messages.tsx'
import { formMessages } from './form-messages.ts'
import type { FormField, FormGroup } from './form-field.ts'
import { FieldRow, keyOf, type RowHandlers } from './field-row.tsx'
import './value-form.css'

export interface ValueFormProps {
  readonly label: string
  readonly groups: readonly FormGroup[]
  readonly isDisabled: boolean
  /** A value was typed, chosen or, when undefined, reset. Typing in one field comes with its id as the mark of one burst. */
  readonly onChange: (id: string, value: string | undefined) => void
  readonly onFocus?: (id: string) => void
  /** Stands at the end of a field's row. */
  readonly asideOf?: (id: string) => ReactNode
}

type Texts = Record<string, string>

// A screen comes at once, the rest as the page has time: a form of hundreds opens like one of a few.
const atOnce = 20
const perTurn = 40
const rowHeight = 60

/** Many values as a form: each field holds its own text and re-renders alone, rows out of sight cost no layout. */
export function ValueForm({ label, groups, isDisabled, onChange, onFocus, asideOf }: ValueFormProps) {
  const fields = useMemo(() => groups.flatMap((group) => group.fields), [groups])
  const defaults = useRef<Texts>(undefined)
  defaults.current ??= Object.fromEntries(fields.map(({ id, value }) => [keyOf(id), value]))
  const form = useForm<Texts>({ defaultValues: defaults.current, mode: 'onTouched' })
  const [shown, setShown] = useState(atOnce)
  useEffect(() => {
    if (shown >= fields.length) return undefined
    const turn = requestIdleCallback(() => setShown(shown + perTurn), { timeout: 200 })
    return () => cancelIdleCallback(turn)
  }, [shown, fields.length])
  const latest = useRef({ onChange, onFocus, asideOf })
  latest.current = { onChange, onFocus, asideOf }
  const change = useCallback((id: string, value: string | undefined) => latest.current.onChange(id, value), [])
  const focus = useCallback((id: string) => latest.current.onFocus?.(id), [])
  const aside = useCallback((id: string) => latest.current.asideOf?.(id), [])
  const handlers = { isDisabled, change, focus, aside }
  return (
    <FormProvider {...form}>
      <form className="lw-form" aria-label={label} noValidate onSubmit={(event) => event.preventDefault()}>
        <Faults fields={fields} />
        {withOffsets(groups).map(({ group, offset }) =>
          group.tone === 'fill' ? (
            <section key={group.id} className="lw-form-fill" aria-label={group.title}>
              <h2>
                <PencilLine size={16} aria-hidden /> {group.title}
              </h2>
              <Rows fields={group.fields} shown={shown - offset} {...handlers} />
            </section>
          ) : (
            <details key={group.id} className="lw-form-group" open={group.isOpen}>
              <summary>
                <ChevronRight size={16} aria-hidden />
                <strong>{group.title}</strong>
                {group.note === undefined ? null : <span>{group.note}</span>}
                {group.aside}
              </summary>
              <Rows fields={group.fields} shown={shown - offset} {...handlers} />
            </details>
          ),
        )}
      </form>
    </FormProvider>
  )
}

/** Groups with the number of fields before each. */
function withOffsets(groups: readonly FormGroup[]): readonly { readonly group: FormGroup; readonly offset: number }[] {
  let offset = 0
  return groups.map((group) => {
    const at = offset
    offset += group.fields.length
    return { group, offset: at }
  })
}

interface RowsProps extends RowHandlers {
  readonly fields: readonly FormField[]
  /** How many of them are there already. */
  readonly shown: number
}

function Rows({ fields, shown, ...handlers }: RowsProps) {
  const left = fields.length - Math.max(0, shown)
  return (
    <>
      {fields.slice(0, Math.max(0, shown)).map((field) => (
        <FieldRow key={field.id} field={field} {...handlers} />
      ))}
      {left > 0 ? <div style={{ height: left * rowHeight }} /> : null}
    </>
  )
}

/** What is wrong, with a way to each place; it comes up when fields were left with errors. */
function Faults({ fields }: { readonly fields: readonly FormField[] }) {
  const t = useMessages(formMessages)
  const { setFocus } = useFormContext<Texts>()
  const { errors } = useFormState<Texts>()
  const wrong = fields.filter(({ id }) => errors[keyOf(id)] !== undefined)
  if (wrong.length === 0) return null
  return (
    <section className="lw-form-faults" role="alert">
      <h2>
        <CircleAlert size={16} aria-hidden /> {t('faults', { count: wrong.length })}
      </h2>
      <ul>
        {wrong.map(({ id, label }) => (
          <li key={id}>
            <button type="button" className="lw-text-button" onClick={() => setFocus(keyOf(id))}>
              <span className="lw-mono">{label}</span>: {errors[keyOf(id)]?.message}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
