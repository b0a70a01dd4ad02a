import { ArrowDown, ArrowUp, Copy, Plus, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { z } from 'zod'
import { Button, IconButton } from '../button.tsx'
import { useKeptTyping } from '../fields/kept-typing.ts'
import type { RowHandlers } from './row-handlers.ts'
import type { FormField } from './form-field.ts'
import { addItem, copyItem, type ItemStep, moveItem, nameItem, removeItem, type Wanted } from './repeated-items.ts'

interface RepeatedProps {
  readonly field: FormField
  readonly handlers: RowHandlers
  /** Renders one item with its fields. */
  readonly itemView: (item: FormField) => ReactNode
}

/** Items with fields of their own, to add, copy, move and remove by mouse and keyboard. */
export function RepeatedFields({ field, handlers, itemView }: RepeatedProps) {
  const { t, keptAs, isDisabled, rearrange } = handlers
  const items = field.fields ?? []
  const list = useRef<HTMLDivElement>(null)
  const wanted = useRef<Wanted>(undefined)
  useLayoutEffect(() => {
    const { current } = wanted
    if (current === undefined || list.current === null) return
    wanted.current = undefined
    focusOn(list.current, current)
  }, [field.fields])

  function take({ change, focus }: ItemStep): void {
    wanted.current = focus
    rearrange(field.id, change)
  }
  function handleKey(event: KeyboardEvent, at: number): void {
    // In the capture phase, before a menu or list in the row takes the key.
    if (!event.altKey || isDisabled || field.repeats !== 'list') return
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    const step = moveItem(event.key === 'ArrowUp' ? 'up' : 'down', at, items.length)
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    take(step)
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
                <ListActions t={t} name={item.label} at={at} count={items.length} onStep={take} />
              ) : null}
              <span data-act="remove">
                <IconButton
                  label={t('removeItem', { name: item.label })}
                  onPress={() => take(removeItem(at, items.length))}
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
          <Button icon={<Plus size={14} aria-hidden />} onPress={() => take(addItem)}>
            {t('addItem', { name: field.label })}
          </Button>
        </div>
      ) : (
        <NamedItem
          t={t}
          name={field.label}
          keptAs={`${keptAs} ${field.id}`}
          taken={items.map(({ label }) => label)}
          onStep={take}
        />
      )}
    </div>
  )
}

interface ActionsProps {
  readonly t: RowHandlers['t']
  readonly name: string
  readonly at: number
  readonly count: number
  readonly onStep: (step: ItemStep) => void
}

function ListActions({ t, name, at, count, onStep }: ActionsProps) {
  const up = moveItem('up', at, count)
  const down = moveItem('down', at, count)
  return (
    <>
      <span data-act="up">
        <IconButton
          label={t('upItem', { name })}
          isDisabled={up === undefined}
          onPress={() => (up === undefined ? undefined : onStep(up))}
        >
          <ArrowUp size={16} aria-hidden />
        </IconButton>
      </span>
      <span data-act="down">
        <IconButton
          label={t('downItem', { name })}
          isDisabled={down === undefined}
          onPress={() => (down === undefined ? undefined : onStep(down))}
        >
          <ArrowDown size={16} aria-hidden />
        </IconButton>
      </span>
      <span data-act="copy">
        <IconButton label={t('copyItem', { name })} onPress={() => onStep(copyItem(at))}>
          <Copy size={16} aria-hidden />
        </IconButton>
      </span>
    </>
  )
}

interface NamedProps {
  readonly t: RowHandlers['t']
  readonly name: string
  readonly keptAs: string
  readonly taken: readonly string[]
  readonly onStep: (step: ItemStep) => void
}

/** A new entry of a map starts with its name. */
function NamedItem({ t, name, keptAs, taken, onStep }: NamedProps) {
  const [typed, setTyped] = useKeptTyping(keptAs, z.string(), '')
  const fault = useId()
  const step = nameItem(typed, taken)
  const isTaken = step === undefined && typed.trim() !== ''
  function add(): void {
    if (step === undefined) return
    setTyped('')
    onStep(step)
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
          // The Enter that ends a composition does not add anything.
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          add()
        }}
      />
      <Button icon={<Plus size={14} aria-hidden />} isDisabled={step === undefined} onPress={add}>
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
  // A move button that becomes disabled, as at the top of the list, passes the focus to its neighbour.
  const found = named ?? place?.querySelector(act === undefined ? fields : '[data-act] button:not(:disabled)')
  if (found instanceof HTMLElement) found.focus()
}
