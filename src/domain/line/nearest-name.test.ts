import { expect, it } from 'vitest'
import { nearestName } from './nearest-name.ts'

it.each([
  ['ulr', ['urls', 'url', 'digest'], 'url'],
  ['biuld', ['guild', 'build'], 'build'],
  ['Build', ['built', 'build'], 'build'],
  ['deploy', ['verify', 'report'], undefined],
])('takes %s for the one of %j that is nearest', (name, known, meant) => {
  expect(nearestName(name, known)).toBe(meant)
})
