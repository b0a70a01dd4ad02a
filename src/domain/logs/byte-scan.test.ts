import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseBit } from './byte-scan.ts'
import { createVectorScan } from './vector-scan.ts'

const scan = createVectorScan()
const letter = fc.integer({ min: 97, max: 122 })

describe('a scan of many bytes at once', () => {
  it('tells exactly the places that a look at each byte finds, in order, also where its pieces meet', () => {
    fc.assert(
      fc.property(
        fc.record({ first: letter, foldsFirst: fc.boolean(), last: letter, foldsLast: fc.boolean() }),
        fc.integer({ min: 0, max: 255 }),
        fc.uint8Array({ min: 60, max: 130, minLength: 1, maxLength: 400 }),
        fc.integer({ min: 0, max: 200_000 }),
        (pair, distance, seed, length) => {
          const bytes = Uint8Array.from({ length }, (_, at) => seed[(at * 31 + (at >> 9)) % seed.length] ?? 0)
          const isOne = (byte = 0, wanted: number, folds: boolean): boolean =>
            (folds ? byte | caseBit : byte) === wanted
          const wanted: number[] = []
          for (let at = 0; at + distance < length; at += 1)
            if (isOne(bytes[at], pair.first, pair.foldsFirst) && isOne(bytes[at + distance], pair.last, pair.foldsLast))
              wanted.push(at)
          const places: number[] = []
          scan(bytes, { ...pair, distance }, (at) => places.push(at))
          expect(places).toEqual(wanted)
        },
      ),
      { numRuns: 60 },
    )
  })
})
