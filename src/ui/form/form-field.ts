import type { ReactNode } from 'react'
import type { Choice } from '../fields/choices.ts'

/** One value of a form, as text. An empty text means that nothing is said here, and `inherited` shows through. */
export interface FormField {
  readonly id: string
  readonly label: string
  /** `group` has `fields` of its own and no value. */
  readonly kind: 'text' | 'code' | 'number' | 'switch' | 'choice' | 'amount' | 'list' | 'fixed' | 'group'
  readonly value: string
  readonly isRequired: boolean
  /** Markdown: the first paragraph stands below the field, the rest comes when it is asked for. */
  readonly help: string
  /** What it takes, in a few words. */
  readonly takes?: string
  /** What counts while the field is empty, and where it comes from ("default", "from application"). */
  readonly inherited: string | undefined
  readonly inheritedNote: string
  /** Differs from what is published. */
  readonly isChanged: boolean
  readonly choices?: readonly Choice[]
  /** Texts that are offered for a field that takes any. */
  readonly suggestions?: readonly Choice[]
  /** Units of an amount, such as Mi or s; the first one is what a bare number gets. */
  readonly units?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  /** Why the field is off, or what a fixed field stands for. */
  readonly reason?: string
  /** What is wrong with a text, in words; undefined when nothing is. */
  readonly check: (text: string) => string | undefined
  /** The fields of a group, one level deeper. */
  readonly fields?: readonly FormField[]
  /** A group that may be left out: it is folded away while it has no values. */
  readonly folds?: boolean
  /** The fields of a group come and go: by their place in a list, or by names that people choose. */
  readonly repeats?: 'list' | 'map'
}

/** What a person does to the fields of a group that come and go. */
export type FormItemChange =
  | { readonly kind: 'add' }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'copy' | 'up' | 'down' | 'remove'; readonly at: number }

export interface FormGroup {
  readonly id: string
  readonly title: string
  readonly note?: string
  /** `fill` is what has to be filled, tinted; the others fold. */
  readonly tone: 'fill' | 'plain'
  readonly isOpen: boolean
  readonly fields: readonly FormField[]
  readonly aside?: ReactNode
  /** Stands in place of the fields, such as the same values as YAML. */
  readonly instead?: ReactNode
}
