import type { GridSelection } from '@glideapps/glide-data-grid'
import { describe, expect, it } from 'vitest'
import type { Scope } from '#domain/parameters/scope.ts'
import type { GridLine } from './grid-lines.ts'
import { amongValues, at, movedWith, type SelectedIn } from './grid-selection.ts'

it('keeps a selection among the values, right of the names', () => {
  const value = at([5, 3])
  expect(amongValues(value)).toBe(value)
  expect(amongValues(at([0, 3]))).toEqual(at([2, 3]))
  const { current, ...rest } = value
  if (current === undefined) throw new Error('a cell is selected')
  const toTheLeft = { ...rest, current: { ...current, range: { x: 0, y: 3, width: 6, height: 2 } } }
  expect(amongValues(toTheLeft).current).toMatchObject({ cell: [5, 3], range: { x: 2, y: 3, width: 4, height: 2 } })
})

describe('a selection when lines or scopes come and go', () => {
  const before = shown(['a', 'b', 'c', 'd'], ['staging', 'production'])

  it('stays the same object while nothing moves', () => {
    const selection = at([2, 2])
    expect(movedWith(selection, before, shown(['a', 'b', 'c'], ['staging', 'production']))).toBe(selection)
  })

  it('stays with its parameter and its scope', () => {
    expect(movedWith(at([3, 4]), before, shown(['b', 'd'], ['production']))).toEqual(at([2, 2]))
  })

  it('is empty while its parameter is hidden', () => {
    expect(movedWith(at([2, 1]), before, shown(['b'], ['staging'])).current).toBeUndefined()
  })

  it('keeps a range that is still whole, and otherwise its cell', () => {
    const range = { x: 2, y: 3, width: 2, height: 2 }
    const selection: GridSelection = { ...at([2, 3]), current: { cell: [2, 3], range, rangeStack: [] } }
    const moved = movedWith(selection, before, shown(['b', 'c', 'd'], ['staging', 'production']))
    expect(moved.current).toMatchObject({ cell: [2, 2], range: { ...range, y: 2 } })
    expect(movedWith(selection, before, shown(['c'], ['staging', 'production']))).toEqual(at([2, 1]))
  })

  function shown(names: readonly string[], environments: readonly string[]): SelectedIn {
    const rest = { group: 'service', field: undefined, doc: '', isSecret: false, isAutoBound: false, wanted: new Map() }
    const row = (name: string): GridLine => ({ kind: 'row', row: { name, ...rest } })
    return {
      lines: [{ kind: 'group', group: 'service', count: names.length, isOpen: true }, ...names.map(row)],
      scopes: environments.map((environment): Scope => ({ kind: 'environment', environment })),
    }
  }
})
