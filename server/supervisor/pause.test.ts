import { expect, it } from 'vitest'
import { pause } from './pause.ts'

it('a pause of months, as a grace period may ask for, does not end at once', async () => {
  expect(await pause(90 * 24 * 3_600_000, AbortSignal.timeout(50))).toBe(false)
  expect(await pause(1, new AbortController().signal)).toBe(true)
})
