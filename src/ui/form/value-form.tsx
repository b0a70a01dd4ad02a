import { ChevronRight, CircleAlert, PencilLine } from 'lucide-react'
import { type ReactNode, useCallback, useId, useMemo, useRef, useState } from 'react'
import { useMessages } from '../i18n/use-messages.tsx'
import { FieldRows } from './field-rows.tsx'
import type { RowHandlers } from './row-handlers.ts'
import type { FormField, FormGroup, FormItemChange } from './form-field.ts'
import { formMessages } from './form-messages.ts'
import { useQuietGrowth } from './use-quiet-growth.ts'
import './value-form.css'

export interface ValueFormProps {
  readonly label: string
  /** Storage key for unfinished names of new entries. */
  readonly keptAs?: string
  readonly groups: readonly FormGroup[]
  readonly isDisabled: boolean
  /** A value was typed or chosen, or, if undefined, reset. The id also marks typing in one field as one step. */
  readonly onChange: (id: string, value: string | undefined) => void
  readonly onFocus?: (id: string) => void
  /** An item of a repeated group was added, copied, moved or removed. */
  readonly onItems?: (id: string, change: FormItemChange) => void
  /** Rendered at the end of a field's row. */
  readonly asideOf?: (id: string) => ReactNode
}

type Faults = ReadonlyMap<string, string>
const none: Faults = new Map()

/** Many values as a form. Each field keeps its text and renders alone; rows out of view cost nothing. */
export function ValueForm({
  label,
  keptAs = '',
  groups,
  isDisabled,
  onChange,
  onFocus,
  onItems,
  asideOf,
}: ValueFormProps) {
  const t = useMessages(formMessages)
  const [faults, setFaults] = useState(none)
  const prefix = useId()
  const form = useRef<HTMLFormElement>(null)
  const total = groups.reduce((sum, group) => sum + group.fields.length, 0)
  const reach = useQuietGrowth(form, total)
  const latest = useRef({ onChange, onFocus, onItems, asideOf })
  latest.current = { onChange, onFocus, onItems, asideOf }
  const change = useCallback((id: string, value: string | undefined) => latest.current.onChange(id, value), [])
  const focus = useCallback((id: string) => latest.current.onFocus?.(id), [])
  const rearrange = useCallback((id: string, items: FormItemChange) => latest.current.onItems?.(id, items), [])
  const aside = useCallback((id: string) => latest.current.asideOf?.(id), [])
  const tell = useCallback(
    (id: string, fault: string | undefined) =>
      setFaults((known) => (known.get(id) === fault ? known : withFault(known, id, fault))),
    [],
  )
  const handlers = useMemo(
    (): RowHandlers => ({ t, prefix, keptAs, isDisabled, change, focus, rearrange, aside, tell }),
    [t, prefix, keptAs, isDisabled, change, focus, rearrange, aside, tell],
  )
  return (
    <form ref={form} className="lw-form" aria-label={label} noValidate onSubmit={(event) => event.preventDefault()}>
      <FaultList faults={faults} groups={groups} prefix={prefix} />
      {withOffsets(groups).map(({ group, offset }) => {
        const content = group.instead ?? (
          <FieldRows fields={group.fields} isFirst={offset === 0} reach={reach - offset} handlers={handlers} />
        )
        return group.tone === 'fill' ? (
          <section key={group.id} className="lw-form-fill" aria-label={group.title}>
            <h2>
              <PencilLine size={16} aria-hidden /> {group.title}
            </h2>
            {content}
          </section>
        ) : (
          <details key={group.id} className="lw-form-group" open={group.isOpen}>
            <summary>
              <ChevronRight size={16} aria-hidden />
              <strong>{group.title}</strong>
              {group.note === undefined ? null : <span>{group.note}</span>}
            </summary>
            {group.aside === undefined ? null : <div className="lw-form-group-aside">{group.aside}</div>}
            {content}
          </details>
        )
      })}
    </form>
  )
}

function withFault(known: Faults, id: string, fault: string | undefined): Faults {
  const next = new Map(known)
  if (fault === undefined) next.delete(id)
  else next.set(id, fault)
  return next
}

/** Groups with the number of fields before each. */
function withOffsets(groups: readonly FormGroup[]): readonly { readonly group: FormGroup; readonly offset: number }[] {
  let offset = 0
  return groups.map((group) => {
    const at = offset
    offset += group.fields.length
    return { group, offset: at }
  })
}

/** All errors with links to their fields; shown once fields with errors were left. */
function FaultList({
  faults,
  groups,
  prefix,
}: {
  readonly faults: Faults
  readonly groups: readonly FormGroup[]
  readonly prefix: string
}) {
  const t = useMessages(formMessages)
  if (faults.size === 0) return null
  const labels = new Map(groups.flatMap(({ fields }) => named(fields)))
  return (
    <section className="lw-form-faults" role="alert">
      <h2>
        <CircleAlert size={16} aria-hidden /> {t('faults', { count: faults.size })}
      </h2>
      <ul>
        {[...faults].map(([id, fault]) => (
          <li key={id}>
            <button
              type="button"
              className="lw-text-button"
              onClick={() => document.getElementById(`${prefix}field-${id}`)?.focus()}
            >
              <span className="lw-mono">{labels.get(id) ?? id}</span> {fault}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Fields by id, named with their groups, since two may be called `from`. */
function named(fields: readonly FormField[], before = ''): readonly (readonly [id: string, name: string])[] {
  return fields.flatMap(({ id, label, fields: inner, repeats }) =>
    inner === undefined
      ? [[id, before + label] as const]
      : // Names of list items include that of the list.
        named(inner, repeats === 'list' ? before : `${before}${label}.`),
  )
}
