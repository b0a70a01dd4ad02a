import type { KeyboardEvent } from 'react'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field.tsx'
import { secretFrom } from './secret-from.ts'

export interface SecretFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A value that nobody looking on can read. Browsers take the line breaks out of a password field's value, and a private key is nothing without its own. */
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

/** Enter sends the form, as in every other field of one line. */
function handleEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  event.preventDefault()
  event.currentTarget.form?.requestSubmit()
}
