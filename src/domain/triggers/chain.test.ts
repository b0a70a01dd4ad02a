import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circleOf } from './chain.ts'

const after = (on: string, line: string) => ({ line, on: { kind: 'run', line: on } as const })

describe('lines that start each other', () => {
  it('are no circle as long as none starts itself', () => {
    expect(circleOf(after('release', 'smoke'), [after('smoke', 'report'), after('release', 'report')])).toBeUndefined()
    expect(
      circleOf({ line: 'release', on: { kind: 'schedule', cron: '0 0 * * *', timeZone: 'UTC' } }, []),
    ).toBeUndefined()
  })

  it('are named from the first to itself', () => {
    expect(circleOf(after('release', 'release'), [])).toEqual(['release', 'release'])
    expect(circleOf(after('report', 'release'), [after('release', 'smoke'), after('smoke', 'report')])).toEqual([
      'report',
      'release',
      'smoke',
      'report',
    ])
  })

  it('never come to run without an end when each is looked at before it is taken', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), { maxLength: 20 }), (pairs) => {
        const taken: ReturnType<typeof after>[] = []
        for (const [on, line] of pairs) if (circleOf(after(on, line), taken) === undefined) taken.push(after(on, line))
        // Following the links ends from every line.
        let reached = ['a', 'b', 'c', 'd', 'e']
        for (let step = 0; step < 5; step += 1)
          reached = [
            ...new Set(reached.flatMap((from) => taken.filter(({ on }) => on.line === from).map((one) => one.line))),
          ]
        expect(reached).toEqual([])
      }),
    )
  })
})
