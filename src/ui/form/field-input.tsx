import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { useMessages } from '../i18n/use-messages.tsx'
import type { FormField } from './form-field.ts'
import { formMessages } from './form-messages.ts'

export interface FieldInputProps {
  readonly field: FormField
  /** What stands in the field now; only widgets that show more than the text itself look at it. */
  readonly text: string
  readonly registered: UseFormRegisterReturn
  readonly isDisabled: boolean
  readonly isInvalid: boolean
  readonly describedBy: string
  /** A value that was chosen rather than typed: it counts at once. */
  readonly onPick: (text: string) => void
}

const mostRadios = 6

/** The widget of a field: native ones, so that hundreds of them cost little. */
export function FieldInput(props: FieldInputProps): ReactNode {
  const { field } = props
  switch (field.kind) {
    case 'switch':
    case 'choice':
      return (field.choices?.length ?? 0) <= mostRadios ? <Radios {...props} /> : <Choice {...props} />
    case 'amount':
      return <Amount {...props} />
    case 'list':
      return <Items {...props} />
    case 'fixed':
      return (
        <output
          id={`field-${props.registered.name}`}
          className="lw-form-fixed lw-mono lw-ellipsis"
          title={field.inherited}
        >
          {field.inherited ?? ''}
        </output>
      )
    case 'text':
    case 'code':
    case 'number':
      return <Text {...props} />
  }
}

function common({ registered, isDisabled, isInvalid, describedBy }: FieldInputProps) {
  return {
    id: `field-${registered.name}`,
    'aria-invalid': isInvalid || undefined,
    'aria-describedby': describedBy,
    disabled: isDisabled,
  }
}

function Text(props: FieldInputProps) {
  const { field, registered } = props
  const shared = {
    ...common(props),
    ...registered,
    className: field.kind === 'number' ? 'lw-input lw-num' : 'lw-input lw-mono',
    placeholder: field.inherited ?? '',
    'aria-required': field.isRequired || undefined,
    autoComplete: 'off',
    spellCheck: false,
  }
  return field.value.includes('\n') ? (
    <textarea {...shared} rows={Math.min(8, field.value.split('\n').length + 1)} />
  ) : (
    <input {...shared} inputMode={field.kind === 'number' ? 'decimal' : 'text'} />
  )
}

/** Up to six choices are all in sight; the inherited one is marked, and stays in force until another is chosen. */
function Radios(props: FieldInputProps) {
  const { field, registered, isDisabled, describedBy, onPick } = props
  const current = props.text
  return (
    <div
      id={`field-${registered.name}`}
      className="lw-form-radios"
      role="radiogroup"
      aria-labelledby={`label-${registered.name}`}
      aria-describedby={describedBy}
    >
      {field.choices?.map(({ id, title }) => (
        <label key={id} data-inherited={(current === '' && field.inherited === id) || undefined}>
          <input
            type="radio"
            name={`radio-${registered.name}`}
            value={id}
            checked={current === id}
            disabled={isDisabled}
            onChange={() => onPick(id)}
          />
          {title}
        </label>
      ))}
    </div>
  )
}

function Choice(props: FieldInputProps) {
  const t = useMessages(formMessages)
  const { field, onPick } = props
  const current = props.text
  return (
    <select {...common(props)} className="lw-input" value={current} onChange={(event) => onPick(event.target.value)}>
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

/** A number with a unit: memory, CPU, a duration. Typing a unit works too. */
function Amount(props: FieldInputProps) {
  const t = useMessages(formMessages)
  const { field, registered, isDisabled, onPick } = props
  const current = props.text
  const [, number = '', unit = ''] = amount.exec(current === '' ? (field.inherited ?? '') : current) ?? []
  const units = field.units ?? []
  const shown = units.includes(unit) ? unit : ''
  const [, typed = current] = amount.exec(current) ?? []
  return (
    <div className="lw-form-amount">
      <input
        {...common(props)}
        {...registered}
        className="lw-input lw-num"
        placeholder={field.inherited ?? ''}
        autoComplete="off"
        onBlur={(event) => {
          void registered.onBlur(event)
          // A bare number means the unit that is shown.
          if (/^\d+(\.\d+)?$/.test(event.target.value) && units.length > 0 && !units.includes(''))
            onPick(`${event.target.value}${shown === '' ? (units[0] ?? '') : shown}`)
        }}
      />
      <select
        className="lw-input"
        aria-label={t('unitOf', { name: field.label })}
        disabled={isDisabled || (number === '' && typed === '')}
        value={shown}
        onChange={(event) => onPick(`${typed === '' ? number : typed}${event.target.value}`)}
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

/** Entries of a list, kept as one text with commas; each can be moved and removed. */
function Items(props: FieldInputProps) {
  const t = useMessages(formMessages)
  const { field, registered, isDisabled, onPick } = props
  const current = props.text
  const items = current === '' ? [] : current.split(',')
  const put = (next: readonly string[]): void => onPick(next.join(','))
  const moved = (from: number, to: number): readonly string[] =>
    items.toSpliced(from, 1).toSpliced(to, 0, items[from] ?? '')
  return (
    <div
      id={`field-${registered.name}`}
      role="group"
      aria-labelledby={`label-${registered.name}`}
      className="lw-form-items"
    >
      {items.length === 0 && field.inherited !== undefined ? (
        <p className="lw-muted lw-mono lw-ellipsis">{field.inherited}</p>
      ) : null}
      {items.map((item, index) => (
        <div key={index} className="lw-form-item">
          <input
            className="lw-input lw-mono"
            aria-label={t('entry', { name: field.label, number: index + 1 })}
            defaultValue={item}
            disabled={isDisabled}
            onBlur={(event) => put(items.with(index, event.target.value.replaceAll(',', ' ').trim()))}
          />
          <ItemButton label={t('up')} isDisabled={index === 0} onPress={() => put(moved(index, index - 1))}>
            <ArrowUp size={14} aria-hidden />
          </ItemButton>
          <ItemButton
            label={t('down')}
            isDisabled={index === items.length - 1}
            onPress={() => put(moved(index, index + 1))}
          >
            <ArrowDown size={14} aria-hidden />
          </ItemButton>
          <ItemButton label={t('removeEntry')} isDisabled={isDisabled} onPress={() => put(items.toSpliced(index, 1))}>
            <X size={14} aria-hidden />
          </ItemButton>
        </div>
      ))}
      {isDisabled ? null : (
        <button type="button" className="lw-text-button" onClick={() => put([...items, t('newEntry')])}>
          <Plus size={14} aria-hidden /> {t('addEntry')}
        </button>
      )}
    </div>
  )
}

function ItemButton({
  label,
  isDisabled,
  onPress,
  children,
}: {
  readonly label: string
  readonly isDisabled: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}) {
  return (
    <button
      type="button"
      className="lw-icon-button"
      aria-label={label}
      title={label}
      disabled={isDisabled}
      onClick={onPress}
    >
      {children}
    </button>
  )
}
