import { describe, expect, it } from 'vitest'
import { underAllNames } from './under-all-names.ts'

const at = (version: number, day: number) => ({ version, at: `2026-01-0${String(day)}T00:00:00Z` })

describe('the versions of a line that was renamed', () => {
  it('are those of all its names, without another line that has taken a former one', () => {
    const ship = [at(2, 6), at(1, 5)]
    const release = [at(3, 7), at(2, 4), at(1, 3)]
    const first = [at(1, 1)]
    const keys = underAllNames(['ship', 'release', 'first'], [ship, release, first]).map(({ key }) => key)
    expect(keys).toEqual(['2', '1', 'release:2', 'release:1', 'first:1'])
  })

  it('are its own where it has always had its name', () => {
    expect(underAllNames(['ship'], [[at(1, 1)]])).toEqual([{ key: '1', name: 'ship', version: at(1, 1) }])
  })
})
