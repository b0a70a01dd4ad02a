import { expect, it } from 'vitest'
import type { Notice } from '../../ports/bus.ts'
import { createPresenceService } from './presence-service.ts'

function place() {
  let now = Date.UTC(2026, 0, 1)
  const told: Notice[] = []
  const bus = { publish: (notice: Notice) => void told.push(notice), subscribe: () => () => undefined }
  const service = createPresenceService({ bus, clock: { now: () => now, after: () => () => undefined } })
  const announce = (tab: string, person: string, document = 'line/release', editedAt?: string) =>
    service.announce(tab, { project: 'shop', document, person: { id: person, name: person }, editedAt })
  return { service, told, announce, wait: (seconds: number) => void (now += 1000 * seconds) }
}

it('tells each person who else has the document open, however many tabs they have', () => {
  const { announce } = place()
  expect(announce('1', 'dan')).toEqual([])
  announce('2', 'dan')
  announce('3', 'mio', 'line/other')
  expect(announce('4', 'aya').map(({ name }) => name)).toEqual(['dan'])
  expect(announce('1', 'dan').map(({ name }) => name)).toEqual(['aya'])
})

it('forgets a tab that died without a word, and keeps one that a browser holds to a timer a minute', () => {
  const { announce, told, wait } = place()
  announce('1', 'dan')
  wait(65)
  expect(announce('2', 'aya').map(({ name }) => name)).toEqual(['dan'])
  wait(15)
  const before = told.length
  expect(announce('2', 'aya')).toEqual([])
  expect(told.length, 'the others hear of it').toBe(before + 1)
})

it('says when somebody edits, and nothing while nothing changes', () => {
  const { announce, told } = place()
  announce('1', 'dan')
  announce('1', 'dan')
  expect(told).toHaveLength(1)
  announce('1', 'dan', 'line/release', '2026-01-01T00:00:00Z')
  expect(told).toHaveLength(2)
  expect(announce('2', 'aya')).toMatchObject([{ name: 'dan', editedAt: '2026-01-01T00:00:00Z' }])
})

it('takes a person off at once when the tab says that it closes, and lets nobody else do that', () => {
  const { announce, service } = place()
  announce('1', 'dan')
  service.end('1', 'shop', 'aya')
  expect(announce('2', 'aya')).toHaveLength(1)
  service.end('1', 'shop', 'dan')
  expect(announce('2', 'aya')).toEqual([])
})
