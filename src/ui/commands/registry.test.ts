import { describe, expect, it } from 'vitest'
import { type KeyPress, matches, parseKeys, shownKeys } from './keys.ts'
import { clashesOf } from './key-clashes.ts'
import { type Command, commandFor, createCommandRegistry } from './registry.ts'
import { isComposing } from './use-commands.ts'

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more }
}

function command(id: string, more: Partial<Command> = {}): Command {
  return { id, title: id, group: 'Test', run: () => undefined, ...more }
}

const anywhere = { isField: false, scopes: [], singleKeys: true }

describe('keys', () => {
  it('reads chords, the plus sign included', () => {
    expect(parseKeys('Mod+Shift+P')).toEqual({ mod: true, alt: false, shift: true, key: 'p' })
    expect(parseKeys('Mod++').key).toBe('+')
    expect(parseKeys('?').key).toBe('?')
  })

  it('takes Ctrl or Command as the keyboard has it, and no other modifier beside it', () => {
    const chord = parseKeys('Mod+K')
    expect(matches(press('k', { ctrlKey: true }), chord, false)).toBe(true)
    expect(matches(press('k', { metaKey: true }), chord, false)).toBe(false)
    expect(matches(press('k', { metaKey: true }), chord, true)).toBe(true)
    expect(matches(press('K', { ctrlKey: true, shiftKey: true }), chord, false)).toBe(false)
    expect(matches(press('k'), chord, false)).toBe(false)
  })

  it('finds signs whether or not the keyboard needs Shift for them', () => {
    expect(matches(press('?', { shiftKey: true }), parseKeys('?'), false)).toBe(true)
    expect(matches(press('?'), parseKeys('?'), false)).toBe(true)
  })

  it('shows them as people call them', () => {
    expect(shownKeys('Mod+K')).toMatch(/^(Ctrl K|⌘K)$/)
    expect(shownKeys('Escape')).toBe('Esc')
  })
})

describe('commandFor', () => {
  const commands = [
    command('palette', { keys: ['Mod+K'], inFields: true }),
    command('help', { keys: ['?'] }),
    command('delete', { keys: ['Delete'], scope: 'canvas' }),
    command('off', { keys: ['x'], when: () => false }),
  ]

  it('leaves text fields alone unless a command says otherwise', () => {
    const field = { ...anywhere, isField: true }
    expect(commandFor(commands, press('?'), field)).toBeUndefined()
    expect(commandFor(commands, press('k', { ctrlKey: true }), field)?.id).toBe('palette')
  })

  it('only asks commands with that key whether they are possible', () => {
    const asked: string[] = []
    const asking = ['x', 'y'].map((key) =>
      command(key, {
        keys: [key],
        when() {
          asked.push(key)
          return true
        },
      }),
    )
    expect(commandFor(asking, press('x'), anywhere)?.id).toBe('x')
    expect(asked).toEqual(['x'])
  })

  it('keeps scoped keys to their scope', () => {
    expect(commandFor(commands, press('Delete'), anywhere)).toBeUndefined()
    expect(commandFor(commands, press('Delete'), { ...anywhere, scopes: ['canvas'] })?.id).toBe('delete')
  })

  it('lets single keys be switched off, and does not offer what is not possible', () => {
    expect(commandFor(commands, press('?'), { ...anywhere, singleKeys: false })).toBeUndefined()
    expect(commandFor(commands, press('x'), anywhere)).toBeUndefined()
  })
})

describe('the registry', () => {
  it('lets a page take a command over and gives it back', () => {
    const registry = createCommandRegistry()
    registry.register([command('save', { title: 'general' })])
    const leave = registry.register([command('save', { title: 'page' })])
    expect(registry.all().map(({ title }) => title)).toEqual(['page'])
    leave()
    expect(registry.all().map(({ title }) => title)).toEqual(['general'])
  })

  it('reports clashes of keys and ids', () => {
    expect(clashesOf([command('a', { keys: ['Mod+K'] }), command('b', { keys: ['Mod+k'] })])).toEqual([
      'a and b both want Mod+k',
    ])
    expect(clashesOf([command('a'), command('a')])).toEqual(['two commands are called a'])
    expect(
      clashesOf([command('a', { keys: ['x'], scope: 'canvas' }), command('b', { keys: ['x'], scope: 'log' })]),
    ).toEqual([])
  })
})

describe('isComposing', () => {
  it('leaves keys of an input method to it, the one that ends a composition too', () => {
    expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true)
    expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true)
    expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false)
  })
})
