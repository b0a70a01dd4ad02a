import type { FormItemChange } from './form-field.ts'

/** Where the focus goes after the items have changed: into an item, to one of its buttons, or to the add button. */
export interface Wanted {
  readonly item: number | 'last' | undefined
  readonly button?: string
}

/** A change of the items, and where the focus goes. */
export interface ItemStep {
  readonly change: FormItemChange
  readonly focus: Wanted
}

/** Moves an item up or down; undefined at the end. The pressed button keeps the focus. */
export function moveItem(kind: 'up' | 'down', at: number, count: number): ItemStep | undefined {
  const to = kind === 'up' ? at - 1 : at + 1
  return to < 0 || to >= count ? undefined : { change: { kind, at }, focus: { item: to, button: kind } }
}

/** Removes an item; the focus goes to the one that takes its place, or to the add button. */
export function removeItem(at: number, count: number): ItemStep {
  const neighbour = count === 1 ? undefined : Math.min(at, count - 2)
  return { change: { kind: 'remove', at }, focus: { item: neighbour, button: 'remove' } }
}

export function copyItem(at: number): ItemStep {
  return { change: { kind: 'copy', at }, focus: { item: at + 1 } }
}

export const addItem: ItemStep = { change: { kind: 'add' }, focus: { item: 'last' } }

/** Adds an entry to a map; undefined while its name is missing or taken. */
export function nameItem(typed: string, taken: readonly string[]): ItemStep | undefined {
  const name = typed.trim()
  return name === '' || taken.includes(name) ? undefined : { change: { kind: 'name', name }, focus: { item: 'last' } }
}
