import { expect, test } from 'vitest'
import { oneLine } from './one-line.ts'

test('a break stays to be seen, whichever system wrote it', () => {
  expect(oneLine('npm test\nnpm run build\r\n')).toBe('npm test↵npm run build↵')
  expect(oneLine('npm test')).toBe('npm test')
})
