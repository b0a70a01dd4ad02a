import { ChevronRight, CircleAlert, PencilLine, RotateCcw } from 'lucide-react'
import { memo, type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react'
import { FormProvider, useForm, useFormContext, useFormState } from 'react-hook-form'
import { useMessages } from '../i18n/use-messages.tsx'
import { formMessages } from './form-messages.ts'
import type { FormField, FormGroup } from './form-field.ts'
import { FieldInput } from './field-input.tsx'
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

// Long enough to join letters into one change, short enough that a killed tab has lost nothing (issue: a second at most).
const typing = 250

/** Many values as a form: each field holds its own text and re-renders alone, rows out of sight cost no layout. */
export function ValueForm({ label, groups, isDisabled, onChange, onFocus, asideOf }: ValueFormProps) {
  const fields = useMemo(() => groups.flatMap((group) => group.fields), [groups])
  const defaults = useRef<Texts>(undefined)
  defaults.current ??= Object.fromEntries(fields.map(({ id, value }) => [keyOf(id), value]))
  const form = useForm<Texts>({ defaultValues: defaults.current, mode: 'onTouched' })
  const latest = useRef({ onChange, onFocus, asideOf })
  latest.current = { onChange, onFocus, asideOf }
  const change = useCallback((id: string, value: string | undefined) => latest.current.onChange(id, value), [])
  const focus = useCallback((id: string) => latest.current.onFocus?.(id), [])
  const aside = useCallback((id: string) => latest.current.asideOf?.(id), [])
  return (
    <FormProvider {...form}>
      <form className="lw-form" aria-label={label} noValidate onSubmit={(event) => event.preventDefault()}>
        <Faults fields={fields} />
        {groups.map((group) =>
          group.tone === 'fill' ? (
            <section key={group.id} className="lw-form-fill" aria-label={group.title}>
              <h2>
                <PencilLine size={16} aria-hidden /> {group.title}
              </h2>
              <Rows group={group} isDisabled={isDisabled} change={change} focus={focus} aside={aside} />
            </section>
          ) : (
            <details key={group.id} className="lw-form-group" open={group.isOpen}>
              <summary>
                <ChevronRight size={16} aria-hidden />
                <strong>{group.title}</strong>
                {group.note === undefined ? null : <span>{group.note}</span>}
                {group.aside}
              </summary>
              <Rows group={group} isDisabled={isDisabled} change={change} focus={focus} aside={aside} />
            </details>
          ),
        )}
      </form>
    </FormProvider>
  )
}

/** Dots in names would make nested objects of a form's values. */
export function keyOf(id: string): string {
  return id.replaceAll('.', '·')
}

interface Handlers {
  readonly isDisabled: boolean
  readonly change: (id: string, value: string | undefined) => void
  readonly focus: (id: string) => void
  readonly aside: (id: string) => ReactNode
}

function Rows({ group, ...handlers }: Handlers & { readonly group: FormGroup }) {
  return group.fields.map((field) => <Row key={field.id} field={field} {...handlers} />)
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

const Row = memo(FieldRow, isSameRow)

function isSameRow(a: RowProps, b: RowProps): boolean {
  const names: readonly (keyof FormField)[] = [
    'value',
    'inherited',
    'inheritedNote',
    'isChanged',
    'kind',
    'reason',
    'label',
    'help',
  ]
  return (
    a.isDisabled === b.isDisabled &&
    a.field.id === b.field.id &&
    names.every((name) => a.field[name] === b.field[name]) &&
    a.field.choices?.length === b.field.choices?.length
  )
}

type RowProps = Handlers & { readonly field: FormField }

function FieldRow({ field, isDisabled, change, focus, aside }: RowProps) {
  const t = useMessages(formMessages)
  const { id, value } = field
  const name = keyOf(id)
  const { register, setValue, getValues } = useFormContext<Texts>()
  const { errors } = useFormState<Texts>({ name, exact: true })
  const error = errors[name]?.message
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sent = useRef(value)
  useEffect(() => {
    // What came from elsewhere (undo, a pasted sheet) replaces the text; what this field sent itself comes back as it is.
    if (sent.current !== value && getValues(name) !== value) setValue(name, value)
    sent.current = value
  }, [value, name, getValues, setValue])
  useEffect(() => () => clearTimeout(timer.current), [])

  function send(text: string): void {
    clearTimeout(timer.current)
    if (text === sent.current) return
    sent.current = text
    change(id, text === '' ? undefined : text)
  }
  const registered = register(name, {
    validate: (text) => (text === '' ? undefined : field.check(text)) ?? true,
    onChange(event: { readonly target: { readonly value: string } }) {
      const text = event.target.value
      clearTimeout(timer.current)
      timer.current = setTimeout(() => send(text), typing)
    },
    onBlur: () => send(getValues(name) ?? ''),
  })
  const helpId = `help-${name}`
  const isOwn = value !== ''
  return (
    <div
      className="lw-form-row"
      data-changed={field.isChanged || undefined}
      data-own={isOwn || undefined}
      onFocus={() => focus(id)}
    >
      <label className="lw-form-label" htmlFor={`field-${name}`} id={`label-${name}`}>
        <span className="lw-mono lw-ellipsis" title={field.label}>
          {field.label}
        </span>
        {field.isRequired ? <span className="lw-form-required">{t('required')}</span> : null}
        {field.isChanged ? <span className="lw-form-changed">{t('changed')}</span> : null}
      </label>
      <div className="lw-form-input">
        <FieldInput
          field={field}
          registered={registered}
          isDisabled={isDisabled}
          isInvalid={error !== undefined}
          describedBy={helpId}
          onPick={(text) => {
            setValue(name, text, { shouldTouch: true, shouldValidate: true })
            send(text)
          }}
        />
        <p id={helpId} className="lw-help">
          {error === undefined ? null : <span className="lw-field-error">{error} </span>}
          {isOwn || field.inherited === undefined ? null : <span className="lw-form-note">{field.inheritedNote} </span>}
          {field.reason ?? field.help}
        </p>
      </div>
      <div className="lw-form-aside">
        {isOwn && !isDisabled && field.kind !== 'fixed' ? (
          <button
            type="button"
            className="lw-icon-button"
            aria-label={t('resetNamed', { name: field.label })}
            title={t('reset')}
            onClick={() => {
              setValue(name, '', { shouldValidate: true })
              send('')
            }}
          >
            <RotateCcw size={14} aria-hidden />
          </button>
        ) : null}
        {aside(id)}
      </div>
    </div>
  )
}
