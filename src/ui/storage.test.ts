import { afterEach, expect, it, vi } from 'vitest'
import { keepsForTab, recallForTab, rememberForTab } from './storage.ts'

afterEach(() => vi.unstubAllGlobals())

it('tells whether the browser lets a page keep anything, and goes on where it does not', () => {
  vi.stubGlobal('sessionStorage', { length: 0, getItem: () => 'kept' })
  expect([keepsForTab(), recallForTab('a')]).toEqual([true, 'kept'])
  vi.stubGlobal('sessionStorage', undefined)
  Object.defineProperty(globalThis, 'sessionStorage', {
    configurable: true,
    get: () => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    },
  })
  rememberForTab('a', 'b')
  expect([keepsForTab(), recallForTab('a')]).toEqual([false, undefined])
})
