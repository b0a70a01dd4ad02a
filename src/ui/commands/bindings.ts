import { useSyncExternalStore } from 'react'
import { recallList, rememberList } from '../storage.ts'

/** The shortcuts that a person has chosen, by command id; an empty list means none. */
export type Bindings = Readonly<Record<string, readonly string[]>>

const nothing: Bindings = {}
const listeners = new Set<() => void>()
let storage: string | undefined
let current = nothing

/** Loads a person's shortcuts from this browser, and follows changes. */
export function followBindings(person: string): void {
  storage = `keys.${person}`
  change(recalled(storage))
}

export function readBindings(): Bindings {
  return current
}

/** Assigns shortcuts to commands; undefined restores a command's default. */
export function bindKeys(changes: Readonly<Record<string, readonly string[] | undefined>>): void {
  const entries = Object.entries({ ...current, ...changes })
  const next: Bindings = Object.fromEntries(entries.flatMap(([id, keys]) => (keys === undefined ? [] : [[id, keys]])))
  if (storage !== undefined)
    rememberList(
      storage,
      Object.entries(next).map(([id, keys]) => [id, ...keys].join('\n')),
    )
  change(next)
}

/** Restores the default shortcuts of all commands. */
export function forgetBindings(): void {
  bindKeys(Object.fromEntries(Object.keys(current).map((id) => [id, undefined])))
}

export function useBindings(): Bindings {
  return useSyncExternalStore(subscribeBindings, readBindings, readBindings)
}

export function subscribeBindings(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The part of a command that its shortcuts depend on. */
interface Bindable {
  readonly id: string
  readonly keys?: readonly string[]
  readonly isNative?: boolean
}

/** A command with its current shortcuts. */
export function bound<Command extends Bindable>(command: Command, bindings: Bindings): Command {
  const keys = bindings[command.id]
  return keys === undefined || command.isNative === true ? command : { ...command, keys }
}

function recalled(key: string): Bindings {
  return Object.fromEntries(
    recallList(key).map((text) => {
      const [id = '', ...keys] = text.split('\n')
      return [id, keys]
    }),
  )
}

function change(next: Bindings): void {
  current = next
  for (const listener of listeners) listener()
}

// Changed in another tab by the same person.
globalThis.addEventListener?.('storage', ({ key }) => {
  if (storage !== undefined && key === `linewright.${storage}`) change(recalled(storage))
})
