import type { Translate } from '../i18n/use-messages.tsx'
import type { FormField } from './form-field.ts'
import type { formMessages } from './form-messages.ts'

export interface FieldInputProps {
  readonly t: Translate<typeof formMessages>
  readonly prefix: string
  readonly field: FormField
  /** The field's value. Text fields keep what is typed themselves, and only follow when this changes. */
  readonly text: string
  readonly isDisabled: boolean
  readonly isInvalid: boolean
  /** Called with each key. */
  readonly onType: (text: string) => void
  /** Called on blur, or when a value is chosen rather than typed. */
  readonly onSettle: (text: string) => void
}
