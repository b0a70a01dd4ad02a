import type { ReactNode } from 'react'
import type { Translate } from '../i18n/use-messages.tsx'
import type { FormItemChange } from './form-field.ts'
import type { formMessages } from './form-messages.ts'

/** What rows share; a stable object. */
export interface RowHandlers {
  readonly t: Translate<typeof formMessages>
  /** Prefix of element ids, which keeps the forms of a page apart. */
  readonly prefix: string
  /** Storage key for unfinished typing. */
  readonly keptAs: string
  readonly isDisabled: boolean
  readonly change: (id: string, value: string | undefined) => void
  readonly focus: (id: string) => void
  readonly rearrange: (id: string, change: FormItemChange) => void
  readonly aside: (id: string) => ReactNode
  /** Reports a field's error, once it was left. */
  readonly tell: (id: string, fault: string | undefined) => void
}
