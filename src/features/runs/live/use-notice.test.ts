import { afterEach, expect, test, vi } from 'vitest'
import { isLookedAt, showNotice } from './use-notice.ts'

test.each([
  [false, true, true],
  [false, false, false],
  [true, false, false],
])('a page that is hidden (%s) and has the focus (%s) is looked at: %s', (hidden, focus, looked) => {
  expect(isLookedAt({ hidden, hasFocus: () => focus })).toBe(looked)
})

afterEach(() => vi.unstubAllGlobals())

test('a browser that lets no page make a notification does not break the run page', () => {
  vi.stubGlobal('location', { pathname: '/runs/1' })
  vi.stubGlobal(
    'Notification',
    class {
      constructor() {
        throw new TypeError('Illegal constructor. Use ServiceWorkerRegistration.showNotification() instead.')
      }
    },
  )
  expect(showNotice('Succeeded: run 1 of release')).toBe(false)
})
