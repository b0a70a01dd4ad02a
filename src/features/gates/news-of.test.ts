import { expect, it } from 'vitest'
import { gateRunSchema } from '#domain/run/gate-run.ts'
import { newsOf } from './news-of.ts'

it('reports new approvals of others and that the gate has closed, but nothing older and not the own vote', () => {
  const gate = (state: string, ...people: readonly string[]) =>
    gateRunSchema.parse({
      gate: 'production',
      state,
      decisions: people.map((id) => ({
        person: { id, name: id },
        decision: 'approve',
        comment: '',
        evidence: 'e',
        at: '2026-11-27T17:30:00.000Z',
      })),
    })
  const before = gate('waiting', 'aya')
  expect(newsOf(before, before, 'mio')).toBeUndefined()
  expect(newsOf(before, gate('waiting', 'aya', 'kim'), 'mio')).toMatchObject({
    kind: 'vote',
    vote: { person: { id: 'kim' } },
  })
  expect(newsOf(before, gate('waiting', 'aya', 'mio'), 'mio')).toBeUndefined()
  expect(newsOf(before, gate('passed', 'aya', 'mio'), 'mio')).toEqual({ kind: 'closed', state: 'passed' })
})
