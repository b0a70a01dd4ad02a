import { RotateCcw } from 'lucide-react'
import { memo, useEffect, useState } from 'react'
import { FieldInput } from './field-input.tsx'
import { FirstParagraph, RestOfHelp } from './field-help.tsx'
import type { RowHandlers } from './row-handlers.ts'
import type { FormField } from './form-field.ts'
import { useReportedText } from './use-reported-text.ts'

interface RowProps {
  readonly field: FormField
  readonly handlers: RowHandlers
}

/** Rerenders only if its own field has changed. */
export const FieldRow = memo(Row, isSame)

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

function Row({ field, handlers }: RowProps) {
  const { t, prefix, isDisabled, change, focus, aside, tell } = handlers
  const { id, value } = field
  const { text, type, settle } = useReportedText(value, (next) => change(id, next === '' ? undefined : next))
  // Errors show after the first blur, and live from then on. A value that was wrong from the start shows its error at
  // once.
  const [isTouched, setTouched] = useState(() => value !== '' && field.check(value) !== undefined)
  const error = isTouched && text !== '' ? field.check(text) : undefined
  useEffect(() => {
    if (isTouched) tell(id, error)
  }, [isTouched, id, error, tell])
  // Removing an item removes its error.
  useEffect(() => () => tell(id, undefined), [id, tell])
  // Text fields keep their own text; only errors and widgets that show it elsewhere need a render.
  const isShown = isTouched || field.kind === 'amount' || field.kind === 'list'
  function handleSettle(next: string): void {
    setTouched(true)
    settle(next)
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
          onType={(next) => type(next, isShown)}
          onSettle={handleSettle}
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
            onClick={() => handleSettle('')}
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
