import { useEffect, useRef, useState } from 'react'
import type { Field } from '#domain/adapters/catalog/description.ts'
import { missingInputs } from '#domain/line/input-fields.ts'
import type { LineInput } from '#domain/line/line.ts'
import type { FormField } from '#ui/form/form-field.ts'
import { ValueForm } from '#ui/form/value-form.tsx'
import { type Translate, useMessages } from '#ui/i18n/use-messages.tsx'
import { valueMessages } from '../values/value-messages.ts'
import { fieldHelp, fieldShape } from './field-shape.ts'
import { inputMessages } from './input-messages.ts'
import './line-inputs.css'

type Values = Readonly<Record<string, string>>

export interface LineInputsProps {
  readonly inputs: readonly LineInput[]
  /** The adapters' descriptions of them (`inputFields` of the line). */
  readonly fields: ReadonlyMap<string, Field>
  /** Values entered here; other inputs have those of `before` or their defaults. */
  readonly typed: Values
  readonly onChange: (typed: Values) => void
  /** Values to start from, such as those of an earlier run, and a name for them. */
  readonly before: { readonly values: Values; readonly note: string } | undefined
}

/** The inputs of a line as a form. Required ones come first; defaults show through and return on reset. */
export function LineInputs({ inputs, fields, typed, onChange, before }: LineInputsProps) {
  const t = useMessages(inputMessages)
  const words = useMessages(valueMessages)
  const known = { ...before?.values, ...typed }
  // Inputs missing when the form opened stay at the top while they are filled in.
  const [first] = useState(() => new Set(missingInputs(inputs, known).map(({ name }) => name)))
  const left = missingInputs(inputs, known).length
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector<HTMLElement>('input, select, textarea')?.focus(), [])
  const all = inputs.map((input) => inputField(words, t('default'), input, { fields, typed, before }))
  const toFill = all.filter(({ id }) => first.has(id))
  const standing = all.filter(({ id }) => !first.has(id))
  const groups = [
    {
      id: 'fill',
      title: left === 0 ? t('filled') : t('toFill', { count: left }),
      tone: 'fill' as const,
      isOpen: true,
      fields: toFill,
    },
    {
      id: 'standing',
      title: t('standing', { count: standing.length }),
      note: t('standingText'),
      tone: 'plain' as const,
      isOpen: true,
      fields: standing,
    },
  ]
  return (
    <div ref={place} className="lw-line-inputs">
      <ValueForm
        label={t('inputs')}
        groups={groups.filter(({ fields: list }) => list.length > 0)}
        isDisabled={false}
        onChange={(name, value) => {
          const { [name]: _, ...others } = typed
          onChange(value === undefined ? others : { ...others, [name]: value })
        }}
      />
    </div>
  )
}

function inputField(
  words: Translate<typeof valueMessages>,
  standard: string,
  input: LineInput,
  { fields, typed, before }: Pick<LineInputsProps, 'fields' | 'typed' | 'before'>,
): FormField {
  const { name, description = '', default: byDefault } = input
  const field = fields.get(name)
  const earlier = before?.values[name]
  return {
    ...fieldShape(words, field),
    id: name,
    label: name,
    value: typed[name] ?? '',
    isRequired: (typed[name] ?? earlier ?? byDefault ?? '') === '',
    ...fieldHelp(words, description === '' ? (field?.doc ?? '') : description, field),
    inherited: earlier ?? byDefault,
    inheritedNote: earlier === undefined ? standard : (before?.note ?? ''),
    isChanged: false,
  }
}
