import { normalise } from '#domain/ids.ts'
import { type Choice, choicesWith } from '#ui/fields/choices.ts'

/** What stands above the grid about its keys, heard by whoever comes to it. */
export const gridHint = 'values-grid-hint'

/** What the selected cell takes. */
export interface EntryTarget {
  /** Says the cell to a screen reader: its parameter, its place and what stands there. */
  readonly label: string
  /** Whether what stands there breaks what the cell takes. */
  readonly isInvalid: boolean
  /** What stands in the cell, to be changed; undefined where nothing can be written. */
  readonly text: string | undefined
  /** Why nothing can be written, for whoever tries. */
  readonly refusal?: string
  readonly choices: readonly Choice[] | undefined
  /** Whether the choices are only offered to a text that may be any other. */
  readonly isText: boolean
  /** Whether another text than one of the choices may be written, to be marked as wrong: so nothing that was typed is lost. */
  readonly isOpen: boolean
  /** Said where there is nothing to choose from. */
  readonly empty: string
}

/** Where the selection goes after an entry has ended; `all` writes into every cell of it, and leaves it. */
export type Step = 'up' | 'down' | 'left' | 'right' | 'none' | 'all'

/** The choice that a text leads to, by what it is called or by its value. */
export function choiceFor(choices: readonly Choice[], text: string): string | undefined {
  const wanted = normalise(text).toLowerCase()
  if (wanted === '') return undefined
  const starts = (one: string): boolean => one.toLowerCase().startsWith(wanted)
  return choices.find(({ id, title }) => starts(title) || starts(id))?.id
}

/** What has been written into a cell until now. */
export interface Written {
  readonly text: string
  readonly isTyped: boolean
}

/** The choices that an entry shows: of those that are only offered, the ones that have what was typed in them. */
export function shownChoices(
  { choices, isText }: Pick<EntryTarget, 'choices' | 'isText'>,
  { text, isTyped }: Written,
): readonly Choice[] | undefined {
  if (choices === undefined || !isText || !isTyped) return choices
  const found = choicesWith(choices, text)
  return found.length === 0 ? undefined : found
}

/** What an entry comes to: the text to write, or undefined where the cell stays as it is. */
export function entered(
  { choices, isText, isOpen }: Pick<EntryTarget, 'choices' | 'isText' | 'isOpen'>,
  entry: Written & { readonly marked: string | undefined },
): string | undefined {
  if (entry.marked !== undefined) return entry.marked
  if (choices === undefined || isText) return entry.isTyped ? entry.text : undefined
  return isOpen && entry.isTyped && entry.text !== '' ? entry.text : undefined
}
