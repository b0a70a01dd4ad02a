import { describe, expect, it } from 'vitest'
import { gateSchema } from '#domain/line/gate.ts'
import type { Decision } from '#domain/run/gate-run.ts'
import { answersOfPassed } from './answers.ts'

const gate = gateSchema.parse({
  name: 'g',
  form: [
    { name: 'ticket' },
    { name: 'note', required: false, default: 'as usual' },
    { name: 'percent', type: 'number', default: '10' },
    { name: 'silent', type: 'boolean' },
  ],
})
const at = '2026-01-01T00:00:00.000Z'
const person = { id: 'a', name: 'a' }
const approval = (answers: Record<string, string>): Decision => ({
  ...{ person, decision: 'approve', comment: '', evidence: 'e', at, answers },
})

describe('what later stages read of a gate', () => {
  it('is empty for a question that was left open, whatever its default', () => {
    const decisions = [approval({ ticket: 'OPS-1', percent: '5', silent: 'true' })]
    const read = { ticket: 'OPS-1', note: '', percent: '5', silent: 'true' }
    expect(answersOfPassed(gate, { decisions })).toEqual(read)
  })

  it('is what an emergency answered', () => {
    const bypass = {
      person,
      reason: 'r',
      evidence: 'e',
      at,
      answers: { ticket: 'OPS-2', percent: '1', silent: 'false' },
    }
    expect(answersOfPassed(gate, { decisions: [], bypass })).toMatchObject({ ticket: 'OPS-2', percent: '1' })
  })

  it('are the defaults where its time was over, and nothing for what somebody has to answer', () => {
    expect(answersOfPassed(gate, { decisions: [] })).toEqual({ note: 'as usual', percent: '10', silent: 'false' })
  })
})
