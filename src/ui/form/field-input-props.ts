import type { Translate } from '../i18n/use-messages.tsx'
import type { FormField } from './form-field.ts'
import type { formMessages } from './form-messages.ts'

export interface FieldInputProps {
  readonly t: Translate<typeof formMessages>
  readonly prefix: string
  readonly field: FormField
  /** What the field stands at. Text fields hold what is typed by themselves and only follow when this changes. */
  readonly text: string
  readonly isDisabled: boolean
  readonly isInvalid: boolean
  /** Each key. */
  readonly onType: (text: string) => void
  /** The field was left, or a value was chosen rather than typed: it counts at once. */
  readonly onSettle: (text: string) => void
}
