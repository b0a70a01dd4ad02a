import { RotateCcw } from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import { FieldInput } from './field-input.tsx'
import { FirstParagraph, RestOfHelp } from './field-help.tsx'
import type { RowHandlers } from './row-handlers.ts'
import type { FormField } from './form-field.ts'

interface RowProps {
  readonly field: FormField
  readonly handlers: RowHandlers
}

/** Rerenders only if its own field has changed. */
export const FieldRow = memo(Row, isSame)

// Milliseconds: joins the letters of a fast typist; slower ones see the effect of each.
const typing = 100
// Milliseconds: reports even during uninterrupted typing, so that a killed tab loses little.
const longest = 500
// Milliseconds: the first letter after a pause is reported right after its paint, since changing a single digit should
// show its effect at once.
const painted = 20

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
  'takes',
]

function isSame(a: RowProps, b: RowProps): boolean {
  return (
    a.handlers === b.handlers &&
    compared.every((name) => a.field[name] === b.field[name]) &&
    a.field.choices?.length === b.field.choices?.length &&
    a.field.suggestions?.length === b.field.suggestions?.length
  )
}

/** What a row remembers between renders: its text, what was last reported, and the timer. */
interface Kept {
  text: string
  sent: string
  /** When the last key came, in milliseconds. */
  typedAt: number
  /** When the first unreported letter came. */
  waitsSince: number | undefined
  timer: ReturnType<typeof setTimeout> | undefined
}

function Row({ field, handlers }: RowProps) {
  const { t, prefix, isDisabled, change, focus, aside, tell } = handlers
  const { id, value } = field
  const [text, setText] = useState(value)
  // Errors show after the first blur, and live from then on. A value that was wrong from the start shows its error at
  // once.
  const [isTouched, setTouched] = useState(() => value !== '' && field.check(value) !== undefined)
  const kept = useRef<Kept>({ text: value, sent: value, typedAt: -typing, waitsSince: undefined, timer: undefined })
  useEffect(() => {
    // A change from elsewhere (undo, a paste) replaces the text; the field's own value comes back unchanged.
    const now = kept.current
    if (now.timer === undefined && now.sent !== value && now.text !== value) {
      now.text = value
      setText(value)
    }
    now.sent = value
  }, [value])
  const error = isTouched && text !== '' ? field.check(text) : undefined
  useEffect(() => {
    if (isTouched) tell(id, error)
  }, [isTouched, id, error, tell])
  // Removing an item removes its error.
  useEffect(() => () => tell(id, undefined), [id, tell])
  useEffect(() => {
    const now = kept.current
    // If the row is unmounted with a letter pending, as by the Back button, report it now.
    return () => {
      if (now.timer !== undefined) latest.current(now.text)
    }
  }, [])

  function send(next: string): void {
    const now = kept.current
    clearTimeout(now.timer)
    now.timer = undefined
    now.waitsSince = undefined
    if (next === now.sent) return
    now.sent = next
    change(id, next === '' ? undefined : next)
  }
  function type(next: string): void {
    const now = kept.current
    now.text = next
    // Text fields keep their own text; only errors and widgets that show it elsewhere need a render.
    if (isTouched || field.kind === 'amount' || field.kind === 'list') setText(next)
    clearTimeout(now.timer)
    const at = performance.now()
    const isResting = at - now.typedAt >= typing
    now.typedAt = at
    now.waitsSince ??= at
    const rest = Math.min(typing, now.waitsSince + longest - at)
    now.timer = setTimeout(() => send(next), isResting ? painted : rest)
  }
  const latest = useRef(send)
  latest.current = send
  function settle(next: string): void {
    kept.current.text = next
    setTouched(true)
    setText(next)
    send(next)
  }
  const isOwn = value !== ''
  return (
    <div
      className="lw-form-row"
      data-changed={field.isChanged || undefined}
      data-own={isOwn || undefined}
      onFocus={() => focus(id)}
    >
      <label className="lw-form-label" htmlFor={`${prefix}field-${id}`} id={`${prefix}label-${id}`}>
        <span className="lw-mono lw-ellipsis" title={field.label}>
          {field.label}
        </span>
        {field.isRequired ? <span className="lw-form-required">{t('required')}</span> : null}
        {field.isChanged ? <span className="lw-form-changed">{t('changed')}</span> : null}
      </label>
      <div className="lw-form-input">
        <FieldInput
          t={t}
          prefix={prefix}
          field={field}
          text={text}
          isDisabled={isDisabled}
          isInvalid={error !== undefined}
          onType={type}
          onSettle={settle}
        />
        <p id={`${prefix}help-${id}`} className="lw-help">
          {error === undefined ? null : <span className="lw-field-error">{error} </span>}
          {isOwn || field.inherited === undefined ? null : <span className="lw-form-note">{field.inheritedNote}</span>}
          {field.reason ?? <Help field={field} />}
        </p>
        {field.reason === undefined ? <RestOfHelp t={t} name={field.label} doc={field.help} /> : null}
      </div>
      <div className="lw-form-aside">
        {isOwn && !isDisabled && field.kind !== 'fixed' ? (
          <button
            type="button"
            className="lw-icon-button"
            aria-label={t('resetNamed', { name: field.label })}
            title={t('reset')}
            onClick={() => settle('')}
          >
            <RotateCcw size={14} aria-hidden />
          </button>
        ) : null}
        {aside(id)}
      </div>
    </div>
  )
}

function Help({ field: { help, takes = '' } }: { readonly field: FormField }) {
  if (help === '' || takes === '') return help === '' ? takes : <FirstParagraph doc={help} />
  return (
    <>
      <FirstParagraph doc={help} /> ({takes})
    </>
  )
}
