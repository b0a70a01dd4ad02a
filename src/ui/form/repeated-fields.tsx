import { ArrowDown, ArrowUp, Copy, Plus, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { Button, IconButton } from '../button.tsx'
import type { RowHandlers } from './row-handlers.ts'
import type { FormField, FormItemChange } from './form-field.ts'

interface RepeatedProps {
  readonly field: FormField
  readonly handlers: RowHandlers
  /** Shows one item with its fields. */
  readonly itemView: (item: FormField) => ReactNode
}

/** Where the focus goes when the items have changed: into an item, to one of its buttons, or to what adds one. */
interface Wanted {
  readonly item: number | 'last' | undefined
  readonly button?: string
}

/** Items that come and go, each with its own fields: added, copied, moved and removed by mouse and by keyboard. */
export function RepeatedFields({ field, handlers, itemView }: RepeatedProps) {
  const { t, isDisabled, rearrange } = handlers
  const items = field.fields ?? []
  const list = useRef<HTMLDivElement>(null)
  const wanted = useRef<Wanted>(undefined)
  useLayoutEffect(() => {
    const { current } = wanted
    if (current === undefined || list.current === null) return
    wanted.current = undefined
    focusOn(list.current, current)
  }, [field.fields])

  function change(next: FormItemChange, then: Wanted): void {
    wanted.current = then
    rearrange(field.id, next)
  }
  function handleKey(event: KeyboardEvent, at: number): void {
    // Before a menu or a list of choices in the row takes the key for itself.
    if (!event.altKey || isDisabled || field.repeats !== 'list') return
    const to = event.key === 'ArrowUp' ? at - 1 : event.key === 'ArrowDown' ? at + 1 : -1
    if (to < 0 || to >= items.length) return
    event.preventDefault()
    event.stopPropagation()
    change({ kind: to < at ? 'up' : 'down', at }, { item: to, button: to < at ? 'up' : 'down' })
  }

  return (
    <div ref={list} className="lw-form-items">
      {items.length === 0 ? (
        <p className="lw-help">
          {field.inherited === undefined ? (
            t('noItems')
          ) : (
            <>
              {field.inheritedNote} <span className="lw-mono">{field.inherited}</span>
            </>
          )}
        </p>
      ) : null}
      {items.map((item, at) => (
        <div
          key={item.id}
          className="lw-form-item"
          role="group"
          aria-label={item.label}
          data-item={at}
          onKeyDownCapture={(event) => handleKey(event, at)}
        >
          <div className="lw-form-item-body">{itemView(item)}</div>
          {isDisabled ? null : (
            <div className="lw-form-item-actions">
              {field.repeats === 'list' ? (
                <ListActions t={t} name={item.label} at={at} last={items.length - 1} onChange={change} />
              ) : null}
              <span data-act="remove">
                <IconButton
                  label={t('removeItem', { name: item.label })}
                  onPress={() =>
                    change(
                      { kind: 'remove', at },
                      { item: items.length === 1 ? undefined : Math.min(at, items.length - 2), button: 'remove' },
                    )
                  }
                >
                  <X size={16} aria-hidden />
                </IconButton>
              </span>
            </div>
          )}
        </div>
      ))}
      {isDisabled ? null : field.repeats === 'list' ? (
        <div data-act="add">
          <Button icon={<Plus size={14} aria-hidden />} onPress={() => change({ kind: 'add' }, { item: 'last' })}>
            {t('addItem', { name: field.label })}
          </Button>
        </div>
      ) : (
        <NamedItem
          t={t}
          name={field.label}
          taken={items.map(({ label }) => label)}
          onAdd={(name) => change({ kind: 'name', name }, { item: 'last' })}
        />
      )}
    </div>
  )
}

interface ActionsProps {
  readonly t: RowHandlers['t']
  readonly name: string
  readonly at: number
  readonly last: number
  readonly onChange: (change: FormItemChange, then: Wanted) => void
}

function ListActions({ t, name, at, last, onChange }: ActionsProps) {
  return (
    <>
      <span data-act="up">
        <IconButton
          label={t('upItem', { name })}
          isDisabled={at === 0}
          onPress={() => onChange({ kind: 'up', at }, { item: at - 1, button: 'up' })}
        >
          <ArrowUp size={16} aria-hidden />
        </IconButton>
      </span>
      <span data-act="down">
        <IconButton
          label={t('downItem', { name })}
          isDisabled={at === last}
          onPress={() => onChange({ kind: 'down', at }, { item: at + 1, button: 'down' })}
        >
          <ArrowDown size={16} aria-hidden />
        </IconButton>
      </span>
      <span data-act="copy">
        <IconButton label={t('copyItem', { name })} onPress={() => onChange({ kind: 'copy', at }, { item: at + 1 })}>
          <Copy size={16} aria-hidden />
        </IconButton>
      </span>
    </>
  )
}

interface NamedProps {
  readonly t: RowHandlers['t']
  readonly name: string
  readonly taken: readonly string[]
  readonly onAdd: (name: string) => void
}

/** A new entry of a map begins with its name. */
function NamedItem({ t, name, taken, onAdd }: NamedProps) {
  const [typed, setTyped] = useState('')
  const fault = useId()
  const wanted = typed.trim()
  const isTaken = taken.includes(wanted)
  function add(): void {
    if (wanted === '' || isTaken) return
    setTyped('')
    onAdd(wanted)
  }
  return (
    <div className="lw-form-item-new" data-act="add">
      <input
        className="lw-input lw-mono"
        aria-label={t('nameOfNew', { name })}
        aria-invalid={isTaken || undefined}
        aria-describedby={isTaken ? fault : undefined}
        autoComplete="off"
        placeholder={t('name')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          // The key that ends a word of an input method adds nothing yet.
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          add()
        }}
      />
      <Button icon={<Plus size={14} aria-hidden />} isDisabled={wanted === '' || isTaken} onPress={add}>
        {t('addItem', { name })}
      </Button>
      {isTaken ? (
        <span id={fault} role="alert" className="lw-field-error">
          {t('nameTaken')}
        </span>
      ) : null}
    </div>
  )
}

const fields = 'input:not([type="radio"]), select, textarea, input:checked, button:not(:disabled)'

function focusOn(list: HTMLElement, { item, button }: Wanted): void {
  const items = [...list.querySelectorAll(':scope > [data-item]')]
  const place = item === undefined ? list : items.at(item === 'last' ? -1 : item)
  const act = item === undefined ? 'add' : button
  const named = act === undefined ? null : place?.querySelector(`[data-act="${act}"] :is(input, button):not(:disabled)`)
  // A button that has come to an end, as at the top of the list, hands the focus to its neighbour.
  const found = named ?? place?.querySelector(act === undefined ? fields : '[data-act] button:not(:disabled)')
  if (found instanceof HTMLElement) found.focus()
}
