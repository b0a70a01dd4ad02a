import type { ReactNode } from 'react'
import type { Translate } from '../i18n/use-messages.tsx'
import type { FormItemChange } from './form-field.ts'
import type { formMessages } from './form-messages.ts'

/** What rows share; the same object as long as nothing of it changes. */
export interface RowHandlers {
  readonly t: Translate<typeof formMessages>
  /** Keeps the ids of several forms of a page apart. */
  readonly prefix: string
  /** Where what is typed and not taken yet is kept. */
  readonly keptAs: string
  readonly isDisabled: boolean
  readonly change: (id: string, value: string | undefined) => void
  readonly focus: (id: string) => void
  readonly rearrange: (id: string, change: FormItemChange) => void
  readonly aside: (id: string) => ReactNode
  /** What is wrong with a field's text, once it was left. */
  readonly tell: (id: string, fault: string | undefined) => void
}
