import { expect, it } from 'vitest'
import { gateWordOf } from './gate-word.ts'

const place = { name: 'g', title: 'G', environment: 'production', applications: ['api'], run: 'r', number: 1 }

it('says what an open gate waits for', () => {
  const gate = { ...place, given: 0, wanted: 1, isMine: true }
  expect(gateWordOf(gate)).toBe('waitsForYou')
  expect(gateWordOf({ ...gate, isMine: false })).toBe('waitsForApproval')
  expect(gateWordOf({ ...gate, given: 1, passesAt: '2026-12-01T08:00:00.000Z' })).toBe('goesOnAt')
  expect(gateWordOf({ ...gate, given: 1 })).toBe('waitsForOpening')
  expect(gateWordOf({ ...gate, wanted: 0 })).toBe('waitsForOpening')
})
