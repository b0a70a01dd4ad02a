import type { KeyboardEvent } from 'react'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field.tsx'
import { secretFrom } from './secret-from.ts'

export interface SecretFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A value hidden from onlookers. Not a password field, since that would remove the line breaks of private keys. */
export function SecretField({ value, onChange, ...field }: SecretFieldProps) {
  return (
    <AriaTextField
      {...fieldState(field)}
      className="lw-field"
      value={value}
      onChange={(typed) => onChange(secretFrom(typed))}
      autoComplete="off"
    >
      <FieldLabel label={field.label} isRequired={field.isRequired ?? false} />
      <TextArea className="lw-input lw-mono lw-secret" rows={1} spellCheck={false} onKeyDown={handleEnter} />
      <FieldNotes help={field.help} error={field.error} />
    </AriaTextField>
  )
}

/** Enter submits the form, as in other single-line fields. */
function handleEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  event.preventDefault()
  event.currentTarget.form?.requestSubmit()
}
