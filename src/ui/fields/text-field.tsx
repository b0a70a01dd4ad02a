import { Input } from 'react-aria-components/Input'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field.tsx'

export interface TextFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly placeholder?: string
  readonly type?: 'text' | 'password' | 'url' | 'email' | 'date' | 'datetime-local' | 'time'
  readonly mono?: boolean
  /** Number of lines, for more than one. */
  readonly rows?: number
  readonly autoComplete?: string
  /** Hides the label from sight, not from screen readers. */
  readonly quiet?: boolean
  /** The value is a suggestion: focusing selects it, so that typing replaces it. */
  readonly isSuggested?: boolean
}

export function TextField({
  value,
  onChange,
  onBlur,
  placeholder,
  type = 'text',
  mono = false,
  rows,
  autoComplete = 'off',
  quiet = false,
  isSuggested = false,
  ...field
}: TextFieldProps) {
  const className = mono ? 'lw-input lw-mono' : 'lw-input'
  return (
    <AriaTextField
      {...fieldState(field)}
      className="lw-field"
      value={value}
      onChange={onChange}
      type={type}
      autoComplete={autoComplete}
      {...(quiet ? { 'aria-label': field.label } : {})}
      {...(onBlur === undefined ? {} : { onBlur })}
    >
      {quiet ? null : <FieldLabel label={field.label} isRequired={field.isRequired ?? false} />}
      {rows === undefined ? (
        <Input
          className={className}
          dir="auto"
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(isSuggested ? { onFocus: ({ currentTarget }) => selectAll(currentTarget) } : {})}
        />
      ) : (
        <TextArea
          className={className}
          dir="auto"
          rows={rows}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
      )}
      <FieldNotes help={field.help} error={field.error} />
    </AriaTextField>
  )
}

/** A frame later, after the mouse press has placed the cursor. */
function selectAll(field: HTMLInputElement): void {
  requestAnimationFrame(() => field.select())
}
