import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gateSchema } from '#domain/line/gate.ts'
import type { Member } from '#domain/project.ts'
import type { Decision, GateRun } from '#domain/run/gate-run.ts'
import { readAnswers } from './answers.ts'
import { closesAt, closingOf } from './closing.ts'
import { missingApprovers, passesAt, requestersOf, standingOf } from './voting.ts'

const at = '2026-01-01T00:00:00.000Z'
const now = Date.parse(at)

function member(id: string, role: Member['role'], more: Partial<Member> = {}): Member {
  return { person: { id, name: id, email: `${id}@example.org` }, role, teams: [], ...more }
}

const vote = fc.record({
  person: fc.constantFrom('a', 'b', 'c', 'd').map((id) => ({ id, name: id })),
  decision: fc.constantFrom('approve' as const, 'reject' as const),
  comment: fc.constant(''),
  evidence: fc.constant('e'),
  at: fc.constant(at),
  hour: fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined }),
})
const votes = fc.array(
  vote.map(({ hour, ...rest }): Decision => {
    const notBefore = hour === undefined ? {} : { notBefore: new Date(now + hour * 3_600_000).toISOString() }
    return { ...rest, ...notBefore }
  }),
  { maxLength: 6 },
)
const gateRun = (decisions: Decision[]): GateRun => ({
  gate: 'g',
  state: 'waiting',
  decisions,
  voided: [],
  openedAt: at,
})

describe('a ballot', () => {
  const committers = [{ name: 'Someone', email: 'DAN@example.org' }]
  it('keeps out whoever asked, whoever wrote a commit, and whoever is not listed', () => {
    const gate = gateSchema.parse({
      name: 'g',
      approvers: { teams: ['ops'], people: ['dan'] },
      committersMayApprove: false,
    })
    const ballot = { gate, requesters: ['aya'], committers, decisions: [] }
    expect(standingOf(ballot, member('aya', 'admin', { teams: ['ops'] }))).toBe('requester')
    expect(standingOf(ballot, member('dan', 'approver'))).toBe('committer')
    expect(standingOf(ballot, member('mio', 'approver'))).toBe('not-an-approver')
    expect(standingOf(ballot, member('ops', 'approver', { teams: ['ops'] }))).toBe('may-vote')
    expect(standingOf({ ...ballot, gate: { ...gate, committersMayApprove: true } }, member('dan', 'approver'))).toBe(
      'may-vote',
    )
  })

  it('keeps out whoever made the machine that asked', () => {
    const gate = gateSchema.parse({ name: 'g', requesterMayApprove: false })
    const requesters = requestersOf({ by: { id: 'machine:1', name: 'CI' }, behind: { id: 'aya', name: 'Aya' } })
    const ballot = { gate, requesters, committers: [], decisions: [] }
    expect(standingOf(ballot, member('aya', 'admin'))).toBe('requester')
    expect(standingOf(ballot, member('mio', 'approver'))).toBe('may-vote')
    expect(
      standingOf({ ...ballot, requesters: requestersOf({ by: { id: 'dan', name: 'Dan' } }) }, member('aya', 'admin')),
    ).toBe('may-vote')
  })

  it('knows when there are too few people to open the gate at all', () => {
    const gate = gateSchema.parse({ name: 'g', requiredApprovals: 2 })
    expect(missingApprovers(gate, ['requester', 'approved', 'not-an-approver'])).toBe(1)
    expect(missingApprovers(gate, ['approved', 'may-vote', 'rejected', 'may-vote'])).toBe(0)
    expect(missingApprovers({ ...gate, requiredApprovals: 0 }, [])).toBe(0)
  })

  it('takes a name where Git or the project knows no address', () => {
    const gate = gateSchema.parse({ name: 'g', committersMayApprove: false })
    const ballot = { gate, requesters: ['x'], committers: [{ name: 'mio' }], decisions: [] }
    expect(standingOf(ballot, member('mio', 'approver'))).toBe('committer')
  })
})

describe('a gate', () => {
  it('passes only with enough different people whose approval counts by now, and never with a rejection before that', () => {
    fc.assert(
      fc.property(
        votes,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: -4, max: 4 }),
        (decisions, required, hour) => {
          const gate = gateSchema.parse({ name: 'g', requiredApprovals: required })
          const time = now + hour * 3_600_000
          const closing = closingOf(gate, gateRun(decisions), time)
          const counts = (list: readonly Decision[]): number =>
            new Set(
              list
                .filter(
                  ({ decision, notBefore }, index) =>
                    decision === 'approve' &&
                    isFirst(list, index) &&
                    Date.parse(notBefore ?? at) <= time + 5 * 3_600_000 * Number(notBefore === undefined),
                )
                .map(({ person }) => person.id),
            ).size
          const rejection = decisions.findIndex(({ decision }) => decision === 'reject')
          const before = rejection === -1 ? decisions : decisions.slice(0, rejection)
          if (closing === 'passed') expect(counts(before)).toBeGreaterThanOrEqual(required)
          else if (closing === 'rejected') expect(rejection).toBeGreaterThanOrEqual(0)
          else expect(counts(decisions)).toBeLessThan(required)
        },
      ),
    )
    function isFirst(list: readonly Decision[], index: number): boolean {
      return (
        list.findIndex(({ person, decision }) => decision === 'approve' && person.id === list[index]?.person.id) ===
        index
      )
    }
  })

  it('does not pass while the environment is closed, but can be rejected', () => {
    fc.assert(
      fc.property(votes, (decisions) => {
        const gate = gateSchema.parse({ name: 'g', timeout: '1h', onTimeout: 'approve' })
        const closing = closingOf(gate, gateRun(decisions), now + 10 * 3_600_000, true)
        expect(closing).toBe(decisions.some(({ decision }) => decision === 'reject') ? 'rejected' : undefined)
      }),
    )
  })

  it('does not time out once enough have approved, however long a calendar or a chosen hour takes', () => {
    const gate = gateSchema.parse({ name: 'g', requiredApprovals: 2, timeout: '1h' })
    const approve = (id: string, notBefore?: string): Decision => ({
      ...{ person: { id, name: id }, decision: 'approve', comment: '', evidence: 'e', at },
      ...(notBefore === undefined ? {} : { notBefore }),
    })
    const late = now + 10 * 3_600_000
    const missing = gateRun([approve('a')])
    expect(closingOf(gate, missing, late, true)).toBe('timed-out')
    expect(closesAt(gate, missing)).toBeDefined()
    const held = gateRun([approve('a'), approve('b')])
    expect(closingOf(gate, held, late, true)).toBeUndefined()
    expect(closesAt(gate, held)).toBeUndefined()
    expect(closingOf(gate, held, late)).toBe('passed')
    const chosen = new Date(late + 1).toISOString()
    for (const onTimeout of ['approve', 'reject'] as const)
      expect(closingOf({ ...gate, onTimeout }, gateRun([approve('a'), approve('b', chosen)]), late)).toBeUndefined()
  })

  it('gives people the whole time again once enough approvals are taken back or void, and no more for others', () => {
    const gate = gateSchema.parse({ name: 'g', requiredApprovals: 2, timeout: '1h' })
    const late = '2026-01-01T05:00:00.000Z'
    const asked = (approvals: number) => ({ ...gateRun([]), lost: { at: late, approvals } })
    expect(closesAt(gate, asked(2))).toBe(Date.parse(late) + 3_600_000)
    expect(closingOf(gate, asked(2), Date.parse(late) + 1)).toBeUndefined()
    expect(closingOf(gate, asked(2), Date.parse(late) + 3_600_000)).toBe('timed-out')
    expect(closingOf(gate, asked(1), now + 3_600_000)).toBe('timed-out')
  })

  it('says when scheduled approvals will be enough', () => {
    const gate = gateSchema.parse({ name: 'g', requiredApprovals: 2 })
    const approve = (id: string, notBefore?: string): Decision => ({
      ...{ person: { id, name: id }, decision: 'approve', comment: '', evidence: 'e', at },
      ...(notBefore === undefined ? {} : { notBefore }),
    })
    expect(passesAt(gate, [approve('a')])).toBeUndefined()
    const later = '2026-01-01T18:00:00.000Z'
    expect(passesAt(gate, [approve('a', later), approve('b')])).toBe(Date.parse(later))
  })
})

describe('the form of a gate', () => {
  const gate = gateSchema.parse({
    name: 'g',
    form: [
      { name: 'ticket' },
      { name: 'percent', type: 'number', default: '10' },
      { name: 'region', type: 'choice', options: ['east', 'west'], required: false },
      { name: 'notify', type: 'boolean' },
    ],
  })
  it('fills in defaults and reads full-width digits as what they are', () => {
    expect(readAnswers(gate, { ticket: ' OPS-1 ', percent: '５' })).toEqual({
      ok: true,
      value: { ticket: 'OPS-1', percent: '5', notify: 'false' },
    })
  })
  it('refuses what is missing, unknown or of another kind, all at once', () => {
    const read = readAnswers(gate, { percent: 'many', region: 'north', other: 'x' })
    expect(read.ok ? [] : read.error.findings?.map(({ args }) => args['field'])).toEqual([
      'other',
      'ticket',
      'percent',
      'region',
    ])
    expect(read).toMatchObject({ error: { place: { path: 'body.answers.other' } } })
    const { error } = readAnswers(gate, { ticket: 'x', region: 'north' }) as Extract<typeof read, { ok: false }>
    expect(error.wordings?.message).toEqual({
      template: 'The answer to {0} is none of {1}',
      args: ['region', 'east, west'],
    })
  })
})
