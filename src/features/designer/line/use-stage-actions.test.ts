import { describe, expect, it } from 'vitest'
import { clashesOf } from '#ui/commands/key-clashes.ts'
import { translator } from '#ui/i18n/use-messages.tsx'
import { actionMessages } from './action-messages.ts'
import { stageActions } from './use-stage-actions.ts'

const nothing = (): never => {
  throw new Error('not asked here')
}
const board = new Proxy(Object.create(null), { get: () => nothing })

describe('the actions of the board', () => {
  it.each(['en', 'ja'] as const)('have titles, and no two want one key, in %s', (language) => {
    const actions = stageActions(translator(actionMessages, language), nothing, board, board)
    // Pairs that share a key, since only one of the two is ever possible.
    const opposites = ['designer.disable and designer.enable', 'designer.fold and designer.unfold']
    const clashes = clashesOf(actions).filter((clash) => !opposites.some((names) => clash.includes(names)))
    expect(clashes).toEqual([])
    expect(actions.every((action) => action.title !== '' && action.group !== '')).toBe(true)
  })

  it('appear in the menus of what they apply to', () => {
    const actions = stageActions(translator(actionMessages, 'en'), nothing, board, board)
    const menu = (place: string) => actions.filter((action) => action.menus?.includes(place)).map((action) => action.id)
    expect(menu('card')).toEqual(expect.arrayContaining(['designer.rename', 'designer.disable', 'designer.remove']))
    expect(menu('cards')).toContain('designer.gate')
    expect(menu('link')).toEqual(['designer.gate', 'designer.insert', 'designer.remove'])
    expect(menu('ground')).toEqual(expect.arrayContaining(['designer.paste', 'designer.insert', 'designer.all']))
  })

  it('ungroup only what people have grouped', () => {
    const designer = Object.assign(Object.create(null), { editable: true, selection: new Set(['build']) })
    const offers = (ownGroup: string | undefined) =>
      stageActions(
        translator(actionMessages, 'en'),
        () => designer,
        board,
        Object.assign(Object.create(board), { ownGroup: () => ownGroup }),
      )
        .find(({ id }) => id === 'designer.ungroup')
        ?.when?.()
    expect(offers('own:api')).toBe(true)
    expect(offers(undefined)).toBe(false)
  })
})
