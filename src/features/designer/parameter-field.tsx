import { useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import type { Field } from '#domain/adapters/description.ts'
import { normalise } from '#domain/ids.ts'
import { Select } from '#ui/select.tsx'
import { choicesOf } from '#domain/parameters/parameter-field.ts'

export interface ParameterFieldProps {
  readonly label: string
  readonly value: string
  readonly field: Field | undefined
  readonly isDisabled: boolean
  readonly onCommit: (value: string) => void
}

/** One value: a choice where the adapter lists them, else text that is taken on Enter or when the field is left. */
export function ParameterField({ label, value, field, isDisabled, onCommit }: ParameterFieldProps) {
  const [typed, setTyped] = useState(value)
  const choices = choicesOf(field)
  if (choices !== undefined) {
    return (
      <Select
        quiet
        label={label}
        isDisabled={isDisabled}
        value={value === '' ? undefined : value}
        choices={choices.map((choice) => ({ id: choice, title: choice }))}
        onChange={onCommit}
      />
    )
  }
  const isNumber = field?.kind === 'int' || field?.kind === 'number'
  function commit(): void {
    const given = isNumber ? normalise(typed) : typed
    if (given !== value) onCommit(given)
  }
  const wrong = isNumber && typed !== '' && Number.isNaN(Number(normalise(typed)))
  return (
    <AriaTextField
      aria-label={label}
      value={typed}
      onChange={setTyped}
      isDisabled={isDisabled}
      isInvalid={wrong}
      onBlur={commit}
      className="lw-field"
    >
      <Input
        className="lw-input lw-mono"
        inputMode={isNumber ? 'decimal' : 'text'}
        placeholder={placeholderOf(field)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && event.keyCode !== 229) commit()
        }}
      />
    </AriaTextField>
  )
}

function placeholderOf(field: Field | undefined): string {
  if (field === undefined) return ''
  if (field.default !== undefined) return String(field.default)
  return field.format === 'duration' ? '30m' : field.constraint
}
