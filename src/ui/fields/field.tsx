import type { ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { uiMessages } from '../ui-messages.ts'
import { useMessages } from '../i18n/use-messages.tsx'
import './field.css'

/** What every field has: a visible label, a sentence of help, and an error in words. */
export interface FieldProps {
  readonly label: string
  readonly help?: ReactNode
  readonly error?: string | undefined
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly name?: string
  readonly autoFocus?: boolean
}

export function FieldLabel({ label, isRequired = false }: { readonly label: string; readonly isRequired?: boolean }) {
  const t = useMessages(uiMessages)
  return (
    <Label className="lw-label" data-required={isRequired ? t('required') : undefined}>
      {label}
    </Label>
  )
}

export function FieldNotes({ help, error }: { readonly help?: ReactNode; readonly error?: string | undefined }) {
  return (
    <>
      {/* If the error is the help text itself, show it once. */}
      {help === undefined || help === error ? null : (
        <Text slot="description" className="lw-help">
          {help}
        </Text>
      )}
      <FieldError className="lw-field-error">{error}</FieldError>
    </>
  )
}

/** Attributes that all widgets share; exact optional properties do not accept `undefined`. */
export function fieldState(props: FieldProps) {
  return {
    isInvalid: props.error !== undefined,
    isRequired: props.isRequired ?? false,
    isDisabled: props.isDisabled ?? false,
    validationBehavior: 'aria' as const,
    ...(props.name === undefined ? {} : { name: props.name }),
    ...(props.autoFocus === undefined ? {} : { autoFocus: props.autoFocus }),
  }
}
