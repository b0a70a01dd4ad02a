import { expect, it } from 'vitest'
import { secretFrom } from './secret-from.ts'

it('keeps the lines of a key, and not the line break that a token was copied with', () => {
  expect(secretFrom('token\n')).toBe('token')
  expect(secretFrom('-----BEGIN KEY-----\nabc\n-----END KEY-----\n')).toBe(
    '-----BEGIN KEY-----\nabc\n-----END KEY-----\n',
  )
})
