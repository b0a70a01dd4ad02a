import { describe, expect, it } from 'vitest'
import { keepAnswers } from './kept-answers.ts'

describe('kept answers', () => {
  it('are made once for all who ask, at the same time or later', async () => {
    const kept = keepAnswers<number>(() => true)
    let made = 0
    const make = () => Promise.resolve(++made)
    expect(await Promise.all([kept.of('a', make), kept.of('a', make)])).toEqual([1, 1])
    expect([await kept.of('a', make), await kept.of('b', make)]).toEqual([1, 2])
  })

  it('are made again after a failure, and when newer ones have taken their place', async () => {
    const kept = keepAnswers<number>((answer) => answer !== 1, 2)
    let made = 0
    const make = () => Promise.resolve(++made)
    expect([await kept.of('a', make), await kept.of('a', make), await kept.of('a', make)]).toEqual([1, 2, 2])
    await expect(kept.of('x', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await kept.of('x', make)).toBe(3)
    await kept.of('y', make)
    expect([await kept.of('x', make), await kept.of('a', make)]).toEqual([3, 5])
  })
})
