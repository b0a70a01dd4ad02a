import { expect, test } from 'vitest'
import { isLookedAt } from './use-notice.ts'

test.each([
  [false, true, true],
  [false, false, false],
  [true, false, false],
])('a page that is hidden (%s) and has the focus (%s) is looked at: %s', (hidden, focus, looked) => {
  expect(isLookedAt({ hidden, hasFocus: () => focus })).toBe(looked)
})
