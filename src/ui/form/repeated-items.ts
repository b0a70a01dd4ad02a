import type { FormItemChange } from './form-field.ts'

/** Where the focus goes when the items have changed: into an item, to one of its buttons, or to what adds one. */
export interface Wanted {
  readonly item: number | 'last' | undefined
  readonly button?: string
}

/** A change of `count` items, and where the keyboard goes on. */
export interface ItemStep {
  readonly change: FormItemChange
  readonly focus: Wanted
}

/** The next item up or down; undefined where there is none. The button that was pressed keeps the focus. */
export function moveItem(kind: 'up' | 'down', at: number, count: number): ItemStep | undefined {
  const to = kind === 'up' ? at - 1 : at + 1
  return to < 0 || to >= count ? undefined : { change: { kind, at }, focus: { item: to, button: kind } }
}

/** The neighbour that takes the place of a removed item gets the focus; without one, what adds an item does. */
export function removeItem(at: number, count: number): ItemStep {
  const neighbour = count === 1 ? undefined : Math.min(at, count - 2)
  return { change: { kind: 'remove', at }, focus: { item: neighbour, button: 'remove' } }
}

export function copyItem(at: number): ItemStep {
  return { change: { kind: 'copy', at }, focus: { item: at + 1 } }
}

export const addItem: ItemStep = { change: { kind: 'add' }, focus: { item: 'last' } }

/** A new entry of a map; undefined while its name is missing or another entry's. */
export function nameItem(typed: string, taken: readonly string[]): ItemStep | undefined {
  const name = typed.trim()
  return name === '' || taken.includes(name) ? undefined : { change: { kind: 'name', name }, focus: { item: 'last' } }
}
