import { describe, expect, it } from 'vitest'
import { layRanks } from './small-graph-layout.ts'

describe('layRanks', () => {
  it('puts every node behind those before it', () => {
    const cells = layRanks([
      { id: 'deploy', after: ['build', 'test'] },
      { id: 'checkout', after: [] },
      { id: 'build', after: ['checkout'] },
      { id: 'test', after: ['build'] },
    ])
    expect([...cells].map(([id, { rank }]) => [id, rank])).toEqual([
      ['deploy', 3],
      ['checkout', 0],
      ['build', 1],
      ['test', 2],
    ])
  })

  it('ends in a cycle, and ignores unknown nodes', () => {
    const cells = layRanks([
      { id: 'a', after: ['b', 'gone'] },
      { id: 'b', after: ['a'] },
    ])
    expect([...cells.keys()]).toEqual(['a', 'b'])
  })
})
