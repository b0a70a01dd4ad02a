import { expect, it } from 'vitest'
import { inboxOf } from './inbox-of.ts'

it('has a row for a calendar only where nothing else holds the run back', () => {
  const gate = (run: string, key: string, live = true) => ({ run, key, live, environment: 'production' })
  const [own, besides, alone] = [
    gate('a', 'release', false),
    gate('a', 'production:calendar'),
    gate('b', 'production:calendar'),
  ]
  expect(inboxOf([own, besides, alone])).toEqual([own, alone])
  // A line's gate may have this name.
  const named = gate('a', 'calendar', false)
  expect(inboxOf([named, besides])).toEqual([named])
})
