import type { ReactNode } from 'react'
import type { Choice } from '../fields/choices.ts'

/** One value of a form, as text. Empty means not set, so that `inherited` applies. */
export interface FormField {
  readonly id: string
  readonly label: string
  /** `group` has `fields` and no value of its own. */
  readonly kind: 'text' | 'code' | 'number' | 'switch' | 'choice' | 'amount' | 'list' | 'fixed' | 'group'
  readonly value: string
  readonly isRequired: boolean
  /** Markdown: the first paragraph stands below the field, the rest on demand. */
  readonly help: string
  /** The accepted values in a few words. */
  readonly takes?: string
  /** The value while the field is empty, and its source ("default", "from application"). */
  readonly inherited: string | undefined
  readonly inheritedNote: string
  /** Differs from the published value. */
  readonly isChanged: boolean
  readonly choices?: readonly Choice[]
  /** Suggestions for a field that accepts any text. */
  readonly suggestions?: readonly Choice[]
  /** Units of an amount, such as Mi or s; a bare number gets the first. */
  readonly units?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  /** Why the field is disabled, or what a fixed field stands for. */
  readonly reason?: string
  /** What is wrong with a text, in words; undefined if it is valid. */
  readonly check: (text: string) => string | undefined
  /** The fields of a group. */
  readonly fields?: readonly FormField[]
  /** An optional group: folded while it has no values. */
  readonly folds?: boolean
  /** A group whose items come and go, by index or by names that people choose. */
  readonly repeats?: 'list' | 'map'
}

/** An action on the items of a repeated group. */
export type FormItemChange =
  | { readonly kind: 'add' }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'copy' | 'up' | 'down' | 'remove'; readonly at: number }

export interface FormGroup {
  readonly id: string
  readonly title: string
  readonly note?: string
  /** `fill` groups contain what has to be filled in, tinted; others can be folded. */
  readonly tone: 'fill' | 'plain'
  readonly isOpen: boolean
  readonly fields: readonly FormField[]
  readonly aside?: ReactNode
  /** Replaces the fields, such as by the same values as YAML. */
  readonly instead?: ReactNode
}
