import { normalise } from '#domain/ids.ts'
import { type Choice, choicesWith } from '#ui/fields/choices.ts'

/** Element id of the hint about the grid's keys, which screen readers read on focus. */
export const gridHint = 'values-grid-hint'

/** What can be entered in the selected cell. */
export interface EntryTarget {
  /** The cell for screen readers: parameter, scope, value. */
  readonly label: string
  /** Whether the current value is not accepted. */
  readonly isInvalid: boolean
  /** The text to edit; undefined if the cell is read-only. */
  readonly text: string | undefined
  /** Why the cell is read-only. */
  readonly refusal?: string
  readonly choices: readonly Choice[] | undefined
  /** Whether the choices are mere suggestions, and any text may be entered. */
  readonly isText: boolean
  /** Whether a text besides the choices is kept and marked as wrong, so that nothing that was typed is lost. */
  readonly isOpen: boolean
  /** Shown if there is nothing to choose from. */
  readonly empty: string
}

/** Where the selection goes after an entry. `all` writes into every selected cell and keeps the selection. */
export type Step = 'up' | 'down' | 'left' | 'right' | 'none' | 'all'

/** The choice for a text, by its title or its value. */
export function choiceFor(choices: readonly Choice[], text: string): string | undefined {
  const wanted = normalise(text).toLowerCase()
  if (wanted === '') return undefined
  const starts = (one: string): boolean => one.toLowerCase().startsWith(wanted)
  return choices.find(({ id, title }) => starts(title) || starts(id))?.id
}

/** What has been typed into a cell so far. */
export interface Written {
  readonly text: string
  readonly isTyped: boolean
}

/** The choices to list; suggestions are narrowed to those that contain the typed text. */
export function shownChoices(
  { choices, isText }: Pick<EntryTarget, 'choices' | 'isText'>,
  { text, isTyped }: Written,
): readonly Choice[] | undefined {
  if (choices === undefined || !isText || !isTyped) return choices
  const found = choicesWith(choices, text)
  return found.length === 0 ? undefined : found
}

/** The text to write at the end of an entry; undefined leaves the cell as it is. */
export function entered(
  { choices, isText, isOpen }: Pick<EntryTarget, 'choices' | 'isText' | 'isOpen'>,
  entry: Written & { readonly marked: string | undefined },
): string | undefined {
  if (entry.marked !== undefined) return entry.marked
  if (choices === undefined || isText) return entry.isTyped ? entry.text : undefined
  return isOpen && entry.isTyped && entry.text !== '' ? entry.text : undefined
}
