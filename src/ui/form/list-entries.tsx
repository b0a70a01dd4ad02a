import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import type { FieldInputProps } from './field-input-props.ts'

/** Entries of a list, kept as one text with commas; each can be moved and removed. A new one counts when something stands in it. */
export function ListEntries({ t, prefix, field, text, isDisabled, isInvalid, onSettle }: FieldInputProps) {
  const [isAdding, setAdding] = useState(false)
  const adder = useRef<HTMLButtonElement>(null)
  const items = text === '' ? [] : text.split(',')
  const put = (next: readonly string[]): void => onSettle(next.join(','))
  const moved = (from: number, to: number): readonly string[] =>
    items.toSpliced(from, 1).toSpliced(to, 0, items[from] ?? '')
  function take(index: number, typed: string): void {
    const entry = typed.replaceAll(',', ' ').trim()
    if (index === items.length) setAdding(false)
    if (entry === (items[index] ?? '')) return
    put(entry === '' ? items.toSpliced(index, 1) : items.toSpliced(index, 1, entry))
  }
  function entryAt(index: number, item: string): ReactNode {
    const shared = {
      className: 'lw-input lw-mono',
      'aria-label': t('entry', { name: field.label, number: index + 1 }),
      'aria-describedby': `${prefix}help-${field.id}`,
      'aria-invalid': isInvalid || undefined,
      disabled: isDisabled,
      // Whoever asked for one more goes on there.
      autoFocus: index === items.length,
    }
    return field.choices === undefined ? (
      // Another key when it stands for another entry: what was typed stays with the element.
      <input
        key={item}
        {...shared}
        defaultValue={item}
        autoComplete="off"
        spellCheck={false}
        onBlur={({ target }) => take(index, target.value)}
        onKeyDown={(event) => {
          // The key that ends a word of an input method ends no entry.
          if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
          if (event.key === 'Escape' && index < items.length) return
          event.preventDefault()
          event.stopPropagation()
          if (event.key === 'Escape') event.currentTarget.value = ''
          else take(index, event.currentTarget.value)
          setAdding(event.key === 'Enter' && event.currentTarget.value !== '')
        }}
      />
    ) : (
      <select
        key={item}
        {...shared}
        defaultValue={item}
        onChange={({ target }) => take(index, target.value)}
        onBlur={() => setAdding(false)}
      >
        {field.choices.some(({ id }) => id === item) ? null : (
          <option value={item}>{item === '' ? t('choose') : item}</option>
        )}
        {field.choices.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    )
  }
  return (
    <div
      id={`${prefix}field-${field.id}`}
      role="group"
      tabIndex={-1}
      aria-labelledby={`${prefix}label-${field.id}`}
      aria-describedby={`${prefix}help-${field.id}`}
      className="lw-form-items"
    >
      {items.length === 0 && !isAdding && field.inherited !== undefined ? (
        <p className="lw-muted lw-mono lw-ellipsis">{field.inherited}</p>
      ) : null}
      {[...items, ...(isAdding ? [''] : [])].map((item, index) => (
        <div key={index} className="lw-form-item">
          {entryAt(index, item)}
          <EntryButton label={t('up')} isDisabled={index === 0} onPress={() => put(moved(index, index - 1))}>
            <ArrowUp size={14} aria-hidden />
          </EntryButton>
          <EntryButton
            label={t('down')}
            isDisabled={index >= items.length - 1}
            onPress={() => put(moved(index, index + 1))}
          >
            <ArrowDown size={14} aria-hidden />
          </EntryButton>
          <EntryButton
            label={t('removeEntry')}
            isDisabled={isDisabled}
            onPress={() => {
              adder.current?.focus()
              if (index < items.length) put(items.toSpliced(index, 1))
            }}
          >
            <X size={14} aria-hidden />
          </EntryButton>
        </div>
      ))}
      {isDisabled ? null : (
        <button ref={adder} type="button" className="lw-text-button" onClick={() => setAdding(true)}>
          <Plus size={14} aria-hidden /> {t('addEntry')}
        </button>
      )}
    </div>
  )
}

interface EntryButtonProps {
  readonly label: string
  readonly isDisabled: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

function EntryButton({ label, isDisabled, onPress, children }: EntryButtonProps) {
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
