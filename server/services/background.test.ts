import { expect, it } from 'vitest'
import { problem } from '#domain/problem.ts'
import { createManualClock } from '../ports/manual-clock.ts'
import { createBackground } from './background.ts'

class Away extends Error {
  readonly problem = problem('unreachable', 'Nobody answers')
}

it('logs an expected error in one line a minute, and a surprise with its stack', () => {
  const clock = createManualClock(0)
  const lines: string[] = []
  const background = createBackground(
    'runs',
    { clock, report: (line) => lines.push(line) },
    new AbortController().signal,
  )
  background.tell(new Away('Nobody answers'))
  background.tell(new Away('Nobody answers'))
  clock.advance(60_000)
  background.tell(new Away('Nobody answers'))
  expect(lines).toEqual(['runs: Nobody answers', 'runs: Nobody answers'])
  background.tell(new Error('ENOSPC: no space left on device, write'))
  background.tell(new Error('database or disk is full'))
  expect(lines).toHaveLength(3)
  expect(lines.at(-1)).toMatch(/^runs: The disk is full\./)
  background.tell(new TypeError('x is undefined'))
  expect(lines.at(-1)).toContain('background.test.ts')
})
