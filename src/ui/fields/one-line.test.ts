import { expect, test } from 'vitest'
import { oneLine } from './one-line.ts'

test('shows line breaks of any system', () => {
  expect(oneLine('npm test\nnpm run build\r\n')).toBe('npm test↵npm run build↵')
  expect(oneLine('npm test')).toBe('npm test')
})
