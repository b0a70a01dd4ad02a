import { describe, expect, it } from 'vitest'
import { copyItem, moveItem, nameItem, removeItem } from './repeated-items.ts'

describe('an item that moves', () => {
  it('keeps the focus on the button that moved it', () => {
    expect(moveItem('up', 2, 3)).toEqual({ change: { kind: 'up', at: 2 }, focus: { item: 1, button: 'up' } })
    expect(moveItem('down', 0, 3)).toEqual({ change: { kind: 'down', at: 0 }, focus: { item: 1, button: 'down' } })
  })

  it('stays at the end of the list', () => {
    expect(moveItem('up', 0, 3)).toBeUndefined()
    expect(moveItem('down', 2, 3)).toBeUndefined()
  })
})

describe('an item that goes', () => {
  it.each([
    [0, 3, 0],
    [1, 3, 1],
    [2, 3, 1],
    [0, 2, 0],
  ])('leaves the focus to its neighbour: %i of %i to %i', (at, count, neighbour) => {
    expect(removeItem(at, count)).toEqual({
      change: { kind: 'remove', at },
      focus: { item: neighbour, button: 'remove' },
    })
  })

  it('passes the focus to the add button if it was the last', () => {
    expect(removeItem(0, 1).focus.item).toBeUndefined()
  })
})

it('a copy gets the focus', () => {
  expect(copyItem(1)).toEqual({ change: { kind: 'copy', at: 1 }, focus: { item: 2 } })
})

describe('a named entry', () => {
  it('is added without the spaces around its name', () => {
    expect(nameItem(' PORT ', ['HOST'])?.change).toEqual({ kind: 'name', name: 'PORT' })
  })

  it.each(['', '  ', 'HOST', ' HOST'])('needs a name of its own, not %j', (typed) => {
    expect(nameItem(typed, ['HOST'])).toBeUndefined()
  })
})
