import { ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { FieldRow } from './field-row.tsx'
import { FirstParagraph, RestOfHelp } from './field-help.tsx'
import { whenQuiet } from '../when-quiet.ts'
import { helpText, withoutMarks } from './help-text.ts'
import type { FormField } from './form-field.ts'
import { RepeatedFields } from './repeated-fields.tsx'
import type { RowHandlers } from './row-handlers.ts'

interface RowsProps {
  readonly fields: readonly FormField[]
  /** Whether these are the form's first rows, which are rendered at once. */
  readonly isFirst: boolean
  /** How many rows to render even if they are out of view. */
  readonly reach: number
  readonly handlers: RowHandlers
}

const perView = 12
const rowHeight = 56
/** How far beyond the edge rows are made ready, in pixels. */
const ahead = 600

/** The rows of a group: visible ones and a few more are rendered, a spacer stands for the rest. */
export function FieldRows({ fields, isFirst, reach, handlers }: RowsProps) {
  const [seen, setSeen] = useState(isFirst ? perView : 0)
  const blank = useRef<HTMLDivElement>(null)
  const shown = Math.max(seen, reach)
  const left = fields.length - shown
  useEffect(() => {
    if (left <= 0 || blank.current === null) return undefined
    let callOff: (() => void) | undefined
    const grow = (): void => setSeen(shown + perView)
    const observer = new IntersectionObserver(
      (entries) => {
        const near = entries.find(({ isIntersecting }) => isIntersecting)
        if (near === undefined) return
        // A blank in sight is filled at once; one that is only near waits until what is in sight has been painted.
        if (isInSight(near)) grow()
        else callOff ??= whenQuiet(grow, 200)
      },
      { root: scrollerOf(blank.current), rootMargin: `${String(ahead)}px` },
    )
    observer.observe(blank.current)
    return () => {
      callOff?.()
      observer.disconnect()
    }
  }, [left, shown])
  return (
    <>
      {fields.slice(0, Math.max(0, shown)).map((field) => (
        <AnyField key={field.id} field={field} handlers={handlers} />
      ))}
      {left > 0 ? <div ref={blank} style={{ height: left * rowHeight }} /> : null}
    </>
  )
}

/** One value, or a nested group. */
function AnyField({ field, handlers }: { readonly field: FormField; readonly handlers: RowHandlers }) {
  if (field.kind !== 'group') return <FieldRow field={field} handlers={handlers} />
  if (field.folds === true) return <FoldedFields field={field} handlers={handlers} />
  const fields = field.fields ?? []
  return (
    <fieldset className="lw-form-nest">
      <legend>
        <span className="lw-mono">{field.label}</span>
      </legend>
      <GroupHelp field={field} handlers={handlers} />
      {field.repeats === undefined ? (
        <FieldRows fields={fields} isFirst={false} reach={Number.POSITIVE_INFINITY} handlers={handlers} />
      ) : (
        <RepeatedFields
          field={field}
          handlers={handlers}
          itemView={(item) => <AnyField field={item} handlers={handlers} />}
        />
      )}
    </fieldset>
  )
}

/** An optional group: open while it has values, until a person opens or folds it. */
function FoldedFields({ field, handlers }: { readonly field: FormField; readonly handlers: RowHandlers }) {
  const { fields = [] } = field
  const [chosen, setOpen] = useState<boolean>()
  const isOpen = chosen ?? fields.some(hasValue)
  return (
    <details
      className="lw-form-nest lw-form-fold"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      aria-label={field.label}
    >
      <summary>
        <ChevronRight size={16} aria-hidden />
        <span className="lw-mono">{field.label}</span>
        {isOpen ? null : <span className="lw-help">{withoutMarks(helpText(field.help).first)}</span>}
      </summary>
      {isOpen ? (
        <>
          <GroupHelp field={field} handlers={handlers} />
          <FieldRows fields={fields} isFirst={false} reach={Number.POSITIVE_INFINITY} handlers={handlers} />
        </>
      ) : null}
    </details>
  )
}

/** Documentation of a group, above its fields. */
function GroupHelp({
  field: { help, label },
  handlers,
}: {
  readonly field: FormField
  readonly handlers: RowHandlers
}) {
  if (help === '') return null
  return (
    <>
      <p className="lw-help">
        <FirstParagraph doc={help} />
      </p>
      <RestOfHelp t={handlers.t} name={label} doc={help} />
    </>
  )
}

function hasValue({ value, fields = [] }: FormField): boolean {
  return value !== '' || fields.some(hasValue)
}

function isInSight({ boundingClientRect: blank, rootBounds }: IntersectionObserverEntry): boolean {
  return rootBounds === null || (blank.top < rootBounds.bottom - ahead && blank.bottom > rootBounds.top + ahead)
}

/** The nearest scrolling ancestor, for what is just beyond its edge. */
function scrollerOf(element: Element): Element | null {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at
  }
  return null
}
