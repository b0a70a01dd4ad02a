import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { type InputHTMLAttributes, type ReactNode, useRef, useState } from 'react'
import { isComposing } from '../commands/use-commands.ts'
import type { FieldInputProps } from './field-input-props.ts'

/**
 * The entries of a list that is stored as comma-separated text; each can be moved and removed. A new one counts once it
 * has text, and a comma starts another.
 */
export function ListEntries({ t, prefix, field, text, isDisabled, isInvalid, onType, onSettle }: FieldInputProps) {
  const [isAdding, setAdding] = useState(false)
  const adder = useRef<HTMLButtonElement>(null)
  const items = text === '' ? [] : text.split(',')
  const put = (next: readonly string[]): void => onSettle(next.join(','))
  const moved = (from: number, to: number): readonly string[] =>
    items.toSpliced(from, 1).toSpliced(to, 0, items[from] ?? '')
  const withEntry = (index: number, typed: string): readonly string[] => items.toSpliced(index, 1, ...entriesIn(typed))
  /** During typing: an empty entry is only removed on blur. */
  function keep(index: number, typed: string): void {
    const isFilled = entriesIn(typed).length > 0
    const isLast = index >= items.length - 1
    if (!isFilled && !isLast) return
    if (isLast) setAdding(!isFilled)
    onType(withEntry(index, typed).join(','))
  }
  function entryAt(index: number, item: string): ReactNode {
    const shared = {
      className: 'lw-input lw-mono',
      'aria-label': t('entry', { name: field.label, number: index + 1 }),
      'aria-describedby': `${prefix}help-${field.id}`,
      'aria-invalid': isInvalid || undefined,
      disabled: isDisabled,
      // A newly added entry gets the focus.
      autoFocus: index === items.length,
    }
    return field.choices === undefined ? (
      <Entry
        {...shared}
        item={item}
        onKeep={(typed) => keep(index, typed)}
        onTake={(typed) => put(withEntry(index, typed))}
        onNext={() => setAdding(true)}
        onLeft={() => {
          if (index === items.length) setAdding(false)
        }}
        onDone={() => adder.current?.focus()}
      />
    ) : (
      <select
        key={item}
        {...shared}
        defaultValue={item}
        onChange={({ target }) => {
          put(withEntry(index, target.value))
          setAdding(false)
        }}
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

function entriesIn(typed: string): readonly string[] {
  return typed
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

interface EntryProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly item: string
  /** Called during typing, so that closing the page loses no more than a moment. */
  readonly onKeep: (typed: string) => void
  readonly onTake: (typed: string) => void
  /** Called to add another entry. */
  readonly onNext: () => void
  readonly onLeft: () => void
  /** Called to stop adding. */
  readonly onDone: () => void
}

/** Keeps what is typed itself; an outside change is written into it while it is not focused. */
function Entry({ item, onKeep, onTake, onNext, onLeft, onDone, ...shared }: EntryProps) {
  const isNew = useRef(false)
  return (
    <input
      {...shared}
      ref={(element) => {
        if (element !== null && element.value !== item && document.activeElement !== element) element.value = item
      }}
      defaultValue={item}
      autoComplete="off"
      spellCheck={false}
      onFocus={() => {
        isNew.current = item === ''
      }}
      onInput={({ currentTarget, nativeEvent }) => {
        const { value } = currentTarget
        const isComposed = nativeEvent instanceof InputEvent && nativeEvent.isComposing
        if (!value.includes(',')) onKeep(value)
        else if (!isComposed) {
          onTake(value)
          ;[currentTarget.value = ''] = entriesIn(value)
          onNext()
        }
      }}
      onBlur={({ currentTarget }) => {
        onTake(currentTarget.value)
        onLeft()
      }}
      onKeyDown={(event) => {
        const { key, currentTarget } = event
        // The key that ends a composition does not end the entry.
        if (isComposing(event.nativeEvent) || (key !== 'Enter' && key !== 'Escape')) return
        if (key === 'Escape' && !isNew.current) return
        event.preventDefault()
        event.stopPropagation()
        if (key === 'Escape') currentTarget.value = ''
        if (currentTarget.value === '') onDone()
        else {
          onTake(currentTarget.value)
          onNext()
        }
      }}
    />
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
