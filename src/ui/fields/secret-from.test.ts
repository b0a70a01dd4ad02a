import { expect, it } from 'vitest'
import { secretFrom } from './secret-from.ts'

it('keeps the line breaks of a key, but not the one copied with a token', () => {
  expect(secretFrom('token\n')).toBe('token')
  expect(secretFrom('-----BEGIN KEY-----\nabc\n-----END KEY-----\n')).toBe(
    '-----BEGIN KEY-----\nabc\n-----END KEY-----\n',
  )
})
