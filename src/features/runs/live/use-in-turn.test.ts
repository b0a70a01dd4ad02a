import { expect, it } from 'vitest'
import { beginRun } from '#domain/run/evolve.ts'
import { seenInTurn } from './use-in-turn.ts'

function runOf(stages: number) {
  const names = Array.from({ length: stages }, (_, index) => `stage-${String(index)}`)
  const event = {
    ...{ kind: 'run-started' as const, at: '2026-01-01T00:00:00Z', line: 'release', number: 1, note: '' },
    ...{ by: { id: 'dan', name: 'Dan' }, snapshot: 'sha256:0', stages: names, gates: [] },
  }
  return beginRun('shop', { run: 'r', sequence: 1, event })
}

it('shows a small run at once, and a large one when its turn comes', () => {
  const [small, large] = [runOf(150), runOf(151)]
  const newer = { sequence: 2 }
  expect(seenInTurn({ ...small, ...newer }, small).sequence).toBe(2)
  expect(seenInTurn({ ...large, ...newer }, large).sequence).toBe(1)
})

it('does not delay a large run that has ended, or another attempt or run', () => {
  const large = runOf(151)
  for (const change of [{ state: 'failed' as const }, { attempt: 2 }, { id: 'other' }])
    expect(seenInTurn({ ...large, ...change }, large)).toMatchObject(change)
})
