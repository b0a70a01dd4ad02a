import { RotateCcw } from 'lucide-react'
import { memo, type ReactNode, useEffect, useRef, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { useMessages } from '../i18n/use-messages.tsx'
import { FieldInput } from './field-input.tsx'
import type { FormField } from './form-field.ts'
import { formMessages } from './form-messages.ts'

export interface RowHandlers {
  readonly isDisabled: boolean
  readonly change: (id: string, value: string | undefined) => void
  readonly focus: (id: string) => void
  readonly aside: (id: string) => ReactNode
}

interface RowProps extends RowHandlers {
  readonly field: FormField
}

/** A row renders again only when its own field has changed: what is typed elsewhere leaves it alone. */
export const FieldRow = memo(Row, isSame)

// Long enough to join letters into one change, short enough that a killed tab has lost nothing (issue: a second at most).
const typing = 250

const compared: readonly (keyof FormField)[] = [
  'id',
  'value',
  'inherited',
  'inheritedNote',
  'isChanged',
  'isRequired',
  'kind',
  'reason',
  'label',
  'help',
]

function isSame(a: RowProps, b: RowProps): boolean {
  return (
    a.isDisabled === b.isDisabled &&
    compared.every((name) => a.field[name] === b.field[name]) &&
    a.field.choices?.length === b.field.choices?.length
  )
}

/** Dots in names would make nested objects of a form's values. */
export function keyOf(id: string): string {
  return id.replaceAll('.', '·')
}

function Row({ field, isDisabled, change, focus, aside }: RowProps) {
  const t = useMessages(formMessages)
  const { id, value } = field
  const name = keyOf(id)
  const { register, setValue, getValues } = useFormContext<Record<string, string>>()
  const [text, setText] = useState(value)
  // Errors show after the field was left for the first time, and live from then on.
  const [isTouched, setTouched] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sent = useRef(value)
  useEffect(() => {
    // What came from elsewhere (undo, a pasted sheet) replaces the text; what this field sent itself comes back as it is.
    if (sent.current !== value && getValues(name) !== value) {
      setValue(name, value)
      setText(value)
    }
    sent.current = value
  }, [value, name, getValues, setValue])
  useEffect(() => () => clearTimeout(timer.current), [])

  function send(next: string): void {
    clearTimeout(timer.current)
    if (next === sent.current) return
    sent.current = next
    change(id, next === '' ? undefined : next)
  }
  function pick(next: string): void {
    setValue(name, next, { shouldTouch: true, shouldValidate: true })
    setTouched(true)
    setText(next)
    send(next)
  }
  const registered = register(name, {
    validate: (given) => (given === '' ? undefined : field.check(given)) ?? true,
    onChange(event: { readonly target: { readonly value: string } }) {
      const next = event.target.value
      // A text field holds its own text; only what is shown beside it needs another rendering.
      if (isTouched || field.kind === 'amount') setText(next)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => send(next), typing)
    },
    onBlur() {
      const next = getValues(name) ?? ''
      setTouched(true)
      setText(next)
      send(next)
    },
  })
  const error = isTouched && text !== '' ? field.check(text) : undefined
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
          text={text}
          registered={registered}
          isDisabled={isDisabled}
          isInvalid={error !== undefined}
          describedBy={helpId}
          onPick={pick}
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
            onClick={() => pick('')}
          >
            <RotateCcw size={14} aria-hidden />
          </button>
        ) : null}
        {aside(id)}
      </div>
    </div>
  )
}
