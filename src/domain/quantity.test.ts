import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { bytesQuantity, quantityBytes } from './quantity.ts'

it('writes bytes as people write limits', () => {
  const limits = [128 * 2 ** 20, 2 ** 31, 1536 * 2 ** 10, 1_000_000_001, 0]
  expect(limits.map(bytesQuantity)).toEqual(['128Mi', '2Gi', '1536Ki', '1000000001 bytes', '0 bytes'])
  fc.assert(fc.property(fc.nat(), (bytes) => quantityBytes(bytesQuantity(bytes).replace(' bytes', '')) === bytes))
})
