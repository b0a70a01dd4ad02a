import { createContext, useContext, useEffect, useSyncExternalStore } from 'react'
import { isIdle } from '../page/idle-focus.ts'
import { readPreferences } from '../preferences.ts'
import { beginsSequence, type Command, type CommandRegistry, commandFor, createCommandRegistry } from './registry.ts'

const CommandContext = createContext<CommandRegistry>(createCommandRegistry())
export const CommandProvider = CommandContext.Provider

/** Registers commands while the component is mounted; memoize the array. */
export function useCommands(commands: readonly Command[]): void {
  const registry = useContext(CommandContext)
  useEffect(() => registry.register(commands), [registry, commands])
}

/** All registered commands. */
export function useOfferedCommands(): readonly Command[] {
  const registry = useContext(CommandContext)
  return useSyncExternalStore(registry.subscribe, registry.all, registry.all)
}

/** The current shortcut of a command; undefined if it is not registered or has none. */
export function useKeysOf(id: string | undefined): string | undefined {
  const registry = useContext(CommandContext)
  const read = () => registry.all().find((command) => command.id === id)?.keys?.[0]
  return useSyncExternalStore(registry.subscribe, read, read)
}

/** Milliseconds that the first key of a sequence waits for the second. */
export const sequenceTime = 1200

/**
 * The key handler of the page. An element with `data-key-scope="name"` is a scope; `data-keys="own"` keeps all keys to
 * itself.
 */
export function useKeyLayer(): void {
  const registry = useContext(CommandContext)
  useEffect(() => {
    let before: { readonly press: KeyboardEvent; readonly at: number } | undefined
    function handleKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || isComposing(event)) return
      const target = event.target instanceof Element ? event.target : document.body
      if (target.closest('[data-keys="own"]') !== null) return
      // A list searched by a field gets copies of the field's key events, which are typing all the same.
      const isInList = target.closest('[role=listbox], [role=menu]') !== null
      const isTyping = isField(target) || (isInList && isField(document.activeElement ?? target))
      const place = { isField: isTyping, scopes: scopesOf(target), singleKeys: readPreferences().singleKeys }
      const first = before !== undefined && event.timeStamp - before.at < sequenceTime ? before.press : undefined
      before = beginsSequence(registry.all(), event, place) ? { press: event, at: event.timeStamp } : undefined
      const command = commandFor(registry.all(), event, place, first)
      if (command === undefined) return
      event.preventDefault()
      command.run()
    }
    /**
     * In the capture phase, since some widgets use such keys themselves: code editors begin their own sequences, closed
     * selects open on any Enter, and buttons are pressed by Ctrl+Enter. Commands that work in fields should work there too.
     */
    function hearFirst(event: KeyboardEvent): void {
      if (!(event.target instanceof Element)) return
      const takesEnter = event.ctrlKey || event.metaKey ? 'button' : '[aria-haspopup=listbox]'
      const isTaken = event.key === 'Enter' && event.target.closest(takesEnter) !== null
      if (!isTaken && event.target.closest('.lw-code') === null) return
      handleKeyDown(event)
      if (event.defaultPrevented) event.stopImmediatePropagation()
    }
    // Keys of an input method must not reach anybody, third-party widgets included.
    function shieldComposition(event: KeyboardEvent): void {
      if (!isComposing(event)) return
      event.stopPropagation()
      // The Enter that picks a word must not submit a form, nor the Escape that discards one clear a search field.
      const isOfField = event.key === 'Enter' || event.key === 'Escape'
      if (isOfField && event.target instanceof HTMLInputElement) event.preventDefault()
    }
    document.addEventListener('keydown', shieldComposition, { capture: true })
    document.addEventListener('keydown', hearFirst, { capture: true })
    document.addEventListener('keydown', handleKeyDown)
    return () => {
      document.removeEventListener('keydown', shieldComposition, { capture: true })
      document.removeEventListener('keydown', hearFirst, { capture: true })
      document.removeEventListener('keydown', handleKeyDown)
    }
  }, [registry])
}

/** Whether a key belongs to an input method; browsers send 229 for the key that ends a composition. */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === 229
}

function isField(target: Element): boolean {
  return (
    target.closest(
      'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], [role=textbox]',
    ) !== null
  )
}

function scopesOf(target: Element): readonly string[] {
  if (isIdle(target)) {
    // Without a focused element, as after a dialog has closed, the page's only scope is meant.
    const all = new Set(
      [...document.querySelectorAll('[data-key-scope]')].map((part) => part.getAttribute('data-key-scope') ?? ''),
    )
    return all.size === 1 ? [...all] : []
  }
  const scope = target.closest('[data-key-scope]')?.getAttribute('data-key-scope')
  return scope === null || scope === undefined ? [] : [scope]
}
