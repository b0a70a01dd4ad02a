import { afterEach, expect, it, vi } from 'vitest'
import { keepsForTab, recallForTab, rememberForTab } from './storage.ts'

afterEach(() => vi.unstubAllGlobals())

it('says whether the browser allows storage, and works without it', () => {
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
