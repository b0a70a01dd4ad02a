import { expect, it } from 'vitest'
import { secretNames } from './use-suggestions.ts'

it('offers each secret once, whatever keys it has', () => {
  expect(secretNames(['git-token', 'database/user', 'database/password'])).toEqual(['database', 'git-token'])
})
