import { describe, expect, it } from 'vitest'
import { clashesOf } from '#ui/commands/key-clashes.ts'
import { translator } from '#ui/i18n/use-messages.tsx'
import { appCommands } from './app-commands.ts'
import { appMessages } from './messages.ts'

describe('the commands of the shell', () => {
  const places = ['home', 'lines', 'runs', 'applications', 'parameters', 'adapters', 'approvals', 'settings'] as const

  it.each(['en', 'ja'] as const)('have titles and no clashes in %s', (language) => {
    const commands = appCommands(translator(appMessages, language), 'bookshelf', places, () => undefined)
    expect(clashesOf(commands)).toEqual([])
    expect(commands.every((command) => command.title !== '' && command.group !== '')).toBe(true)
  })

  it('go to the places of the project, and nowhere without one', () => {
    const visited: string[] = []
    const commands = appCommands(translator(appMessages, 'en'), 'bookshelf', places, (to) => visited.push(to))
    commands.find((command) => command.id === 'go-runs')?.run()
    expect(visited).toEqual(['/projects/bookshelf/runs'])
    const without = appCommands(translator(appMessages, 'en'), undefined, places, (to) => visited.push(to))
    expect(without.find((command) => command.id === 'go-runs')?.when?.()).toBe(false)
  })
})
