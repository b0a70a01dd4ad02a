import { describe, expect, it } from 'vitest'
import { bindKeys, bound, followBindings, forgetBindings, readBindings } from './bindings.ts'
import { sharing, withoutKeys } from './key-clashes.ts'
import type { KeyPress } from './keys.ts'
import { isBrowsers, keysOfPress } from './pressed-keys.ts'
import { type Command, commandFor, createCommandRegistry } from './registry.ts'

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more }
}

function command(id: string, more: Partial<Command> = {}): Command {
  return { id, title: id, group: 'Test', run: () => undefined, ...more }
}

describe('keys that a person gives to commands', () => {
  it('replace the default ones at once, until they are reset', () => {
    followBindings('aya')
    const registry = createCommandRegistry()
    let told = 0
    registry.subscribe(() => told++)
    registry.register([command('tidy', { keys: ['Shift+L'] }), command('copy', { keys: ['Mod+C'], isNative: true })])
    const anywhere = { isField: false, scopes: [], singleKeys: true }
    const meant = (event: KeyPress) => commandFor(registry.all(), event, anywhere)?.id
    bindKeys({ tidy: ['Mod+J'], copy: ['Q'] })
    expect(told).toBe(2)
    expect([meant(press('j', { ctrlKey: true })), meant(press('L', { shiftKey: true }))]).toEqual(['tidy', undefined])
    expect(registry.all().find(({ id }) => id === 'copy')?.keys, 'the browser decides').toEqual(['Mod+C'])
    bindKeys({ tidy: [] })
    expect(meant(press('L', { shiftKey: true }))).toBeUndefined()
    forgetBindings()
    expect(meant(press('L', { shiftKey: true }))).toBe('tidy')
    expect(readBindings()).toEqual({})
  })

  it('leave other commands alone', () => {
    const tidy = command('tidy', { keys: ['L'] })
    expect(bound(tidy, {})).toBe(tidy)
  })

  it('never take a key from a text field that could be typing', () => {
    const commands = [command('palette', { keys: ['K', 'F9', 'Alt+P'], inFields: true })]
    const field = { isField: true, scopes: [], singleKeys: true }
    expect(commandFor(commands, press('k'), field)).toBeUndefined()
    expect(commandFor(commands, press('F9'), field)?.id).toBe('palette')
    expect(commandFor(commands, press('p', { altKey: true }), field)?.id).toBe('palette')
  })
})

describe('a key press as a shortcut', () => {
  it('is written as commands are', () => {
    expect(keysOfPress(press('k', { ctrlKey: true }), false)).toBe('Mod+K')
    expect(keysOfPress(press('k', { metaKey: true }), true)).toBe('Mod+K')
    expect(keysOfPress(press('L', { shiftKey: true }), false)).toBe('Shift+L')
    expect(keysOfPress(press('?', { shiftKey: true }), false)).toBe('?')
    expect(keysOfPress(press('ArrowUp', { altKey: true }), false)).toBe('Alt+ArrowUp')
  })

  it('is undefined for a modifier alone, keys of the system, and input methods', () => {
    expect(keysOfPress(press('Control', { ctrlKey: true }), false)).toBeUndefined()
    expect(keysOfPress(press('k', { metaKey: true }), false)).toBeUndefined()
    expect(keysOfPress(press('Process'), false)).toBeUndefined()
    expect(keysOfPress(press('Dead'), false)).toBeUndefined()
  })

  it('may be one that browsers never give away', () => {
    expect([isBrowsers('Mod+W'), isBrowsers('Mod+K')]).toEqual([true, false])
  })
})

describe('commands that share a shortcut', () => {
  const commands = [
    command('palette', { keys: ['Mod+K', 'Mod+Shift+P'] }),
    command('board', { keys: ['z'], scope: 'canvas' }),
    command('log', { keys: ['Z'], scope: 'log' }),
  ]

  it('are those of the same scope, and those without one', () => {
    const ids = (of: Command, keys: string) => sharing(commands, of, keys).map(({ id }) => id)
    expect(ids(command('new', { scope: 'canvas' }), 'Mod+K')).toEqual(['palette'])
    expect(ids(command('new', { scope: 'canvas' }), 'Z')).toEqual(['board'])
    expect(ids(command('new'), 'Z')).toEqual(['board', 'log'])
  })

  it('lose the shared one and keep their others', () => {
    expect(withoutKeys(command('palette', { keys: ['Mod+K', 'Mod+Shift+P'] }), 'Mod+k')).toEqual(['Mod+Shift+P'])
    // A single letter must not wait whether a second one follows.
    expect(withoutKeys(command('all', { keys: ['A C', 'Mod+A'] }), 'A')).toEqual(['Mod+A'])
  })
})
