import { type ClipboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { FieldInputProps } from './field-input-props.ts'
import { ListEntries } from './list-entries.tsx'
import { oneLine } from '../fields/one-line.ts'
import { useSuggested } from './use-suggested.tsx'

const mostRadios = 6

/** The widget of a field. Native inputs, so that hundreds cost little. */
export function FieldInput(props: FieldInputProps): ReactNode {
  const { field, prefix } = props
  switch (field.kind) {
    case 'switch':
    case 'choice':
      return (field.choices?.length ?? 0) <= mostRadios ? <Radios {...props} /> : <Choice {...props} />
    case 'amount':
      return <Amount {...props} />
    case 'list':
      return <ListEntries {...props} />
    case 'fixed':
      return (
        <output id={`${prefix}field-${field.id}`} className="lw-form-fixed lw-mono lw-ellipsis" title={field.inherited}>
          {field.inherited ?? ''}
        </output>
      )
    case 'text':
    case 'code':
    case 'number':
      return <Text {...props} />
    case 'group':
      return null
  }
}

function common({ prefix, field, isDisabled, isInvalid }: FieldInputProps) {
  return {
    id: `${prefix}field-${field.id}`,
    'aria-invalid': isInvalid || undefined,
    'aria-describedby': `${prefix}help-${field.id}`,
    disabled: isDisabled,
  }
}

interface Typing {
  readonly currentTarget: { readonly value: string }
}

/** Props of an uncontrolled text field; a changed `text` is written into it. */
function typed({ text, onType, onSettle }: FieldInputProps) {
  return {
    ref(element: HTMLInputElement | HTMLTextAreaElement | null): void {
      if (element !== null && element.value !== text && document.activeElement !== element) element.value = text
    },
    defaultValue: text,
    autoComplete: 'off',
    onInput: ({ currentTarget }: Typing): void => onType(currentTarget.value),
    onBlur: ({ currentTarget }: Typing): void => onSettle(currentTarget.value),
  }
}

/** Multi-line once the text has a break. It stays so, as swapping the widget back would interrupt typing. */
function Text(props: FieldInputProps) {
  const { field, text, onSettle } = props
  const [isTall, setTall] = useState(field.kind === 'code')
  const goesOn = useRef(false)
  if (!isTall && (text.includes('\n') || field.value.includes('\n'))) setTall(true)
  const shared = {
    ...common(props),
    ...typed(props),
    className: field.kind === 'number' ? 'lw-input lw-num' : 'lw-input lw-mono',
    placeholder: oneLine(field.inherited ?? ''),
    'aria-required': field.isRequired || undefined,
    spellCheck: false,
  }
  const tall = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (goesOn.current) tall.current?.focus()
    goesOn.current = false
  }, [isTall])
  function paste(event: ClipboardEvent<HTMLInputElement>): void {
    const pasted = linesIn(event.clipboardData.getData('text'))
    if (field.kind !== 'text' || !pasted.includes('\n')) return
    // A single-line widget would join the pasted lines.
    event.preventDefault()
    goesOn.current = true
    onSettle(withInserted(event.currentTarget, pasted))
  }
  const { suggestions = [] } = field
  const suggested = useSuggested({
    id: `${props.prefix}suggestions-${field.id}`,
    label: field.label,
    suggestions,
    onSettle,
  })
  const input = { ...shared, inputMode: field.kind === 'number' ? 'decimal' : 'text', onPaste: paste } as const
  // The same element with and without suggestions, since it may be focused when they arrive.
  if (!isTall)
    return (
      <>
        <input {...input} {...(suggestions.length === 0 ? {} : suggested.input(shared))} />
        {suggested.list}
      </>
    )
  return (
    <textarea
      {...shared}
      ref={(element) => {
        tall.current = element
        shared.ref(element)
      }}
      rows={Math.min(8, Math.max(2, field.value.split('\n').length + 1))}
    />
  )
}

/** The lines of a pasted text, without the trailing break that spreadsheets add. */
function linesIn(pasted: string): string {
  return pasted.replaceAll('\r\n', '\n').replace(/\n+$/, '')
}

function withInserted({ value, selectionStart, selectionEnd }: HTMLInputElement, inserted: string): string {
  return value.slice(0, selectionStart ?? value.length) + inserted + value.slice(selectionEnd ?? value.length)
}

/** Up to six choices are all visible. The inherited one is marked, and applies until another is chosen. */
function Radios(props: FieldInputProps) {
  const { prefix, field, isDisabled, onSettle } = props
  const current = props.text
  return (
    <div
      id={`${prefix}field-${field.id}`}
      className="lw-form-radios"
      role="radiogroup"
      tabIndex={-1}
      aria-labelledby={`${prefix}label-${field.id}`}
      aria-describedby={`${prefix}help-${field.id}`}
    >
      {field.choices?.map(({ id, title }) => (
        <label key={id} data-inherited={(current === '' && field.inherited === id) || undefined}>
          <input
            type="radio"
            name={`${prefix}radio-${field.id}`}
            value={id}
            checked={current === id}
            disabled={isDisabled}
            onChange={() => onSettle(id)}
          />
          {title}
        </label>
      ))}
    </div>
  )
}

function Choice(props: FieldInputProps) {
  const { t, field, onSettle } = props
  const current = props.text
  return (
    <select {...common(props)} className="lw-input" value={current} onChange={(event) => onSettle(event.target.value)}>
      <option value="">
        {field.inherited === undefined ? t('choose') : t('inherits', { value: field.inherited })}
      </option>
      {field.choices?.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  )
}

const amount = /^([\d.]*)\s*(\D*)$/

/** A number with a unit, such as memory, CPU or a duration. The unit can also be typed. */
function Amount(props: FieldInputProps) {
  const { t, field, isDisabled, onSettle } = props
  const current = props.text
  const [, number = '', unit = ''] = amount.exec(current === '' ? (field.inherited ?? '') : current) ?? []
  const units = field.units ?? []
  const shown = units.includes(unit) ? unit : ''
  const [, given = current] = amount.exec(current) ?? []
  return (
    <div className="lw-form-amount">
      <input
        {...common(props)}
        {...typed(props)}
        className="lw-input lw-num"
        placeholder={field.inherited ?? ''}
        onBlur={({ currentTarget: { value } }) => {
          // A bare number gets the unit that is shown.
          const isBare = /^\d+(\.\d+)?$/.test(value) && units.length > 0 && !units.includes('')
          onSettle(isBare ? `${value}${shown === '' ? (units[0] ?? '') : shown}` : value)
        }}
      />
      <select
        className="lw-input"
        aria-label={t('unitOf', { name: field.label })}
        disabled={isDisabled || (number === '' && given === '')}
        value={shown}
        onChange={(event) => onSettle(`${given === '' ? number : given}${event.target.value}`)}
      >
        {units.includes(shown) ? null : <option value={shown}>{shown}</option>}
        {units.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </div>
  )
}
