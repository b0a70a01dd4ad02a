import { useSyncExternalStore } from 'react'
import { recallList, rememberList } from '../storage.ts'

/** The keys that a person has given to commands, by id; an empty list takes all keys away. */
export type Bindings = Readonly<Record<string, readonly string[]>>

const nothing: Bindings = {}
const listeners = new Set<() => void>()
let storage: string | undefined
let current = nothing

/** Takes up what this browser remembers of a person's keys. */
export function followBindings(person: string): void {
  storage = `keys.${person}`
  change(recalled(storage))
}

export function readBindings(): Bindings {
  return current
}

/** Gives keys to commands; undefined gives a command its own keys back. */
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

/** Gives all commands their own keys back. */
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

/** What of a command its keys depend on. */
interface Bindable {
  readonly id: string
  readonly keys?: readonly string[]
  readonly isNative?: boolean
}

/** A command with the keys that it has now. */
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

// Another tab of the same person.
globalThis.addEventListener?.('storage', ({ key }) => {
  if (storage !== undefined && key === `linewright.${storage}`) change(recalled(storage))
})
