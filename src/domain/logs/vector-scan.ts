import { z } from 'zod'
import { type ByteScan, caseBit, mostBetween } from './byte-scan.ts'
import { vectorProgram } from './vector-program.ts'

/** One call looks at so many bytes, which stay in the processor's cache. */
const pieceBytes = 64 * 1024
const pageBytes = 64 * 1024
const foundAt = 2 * pageBytes
/** Every byte of a piece may be one that was looked for. */
const pages = (foundAt + 4 * pieceBytes) / pageBytes

const exportsSchema = z.object({
  memory: z.instanceof(WebAssembly.Memory),
  scan: z.custom<(...numbers: readonly number[]) => number>((value) => typeof value === 'function'),
})

/** A scan of sixteen bytes at once. */
export function createVectorScan(): ByteScan {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(vectorProgram(pages)))
  const { memory, scan } = exportsSchema.parse({ ...instance.exports })
  const piece = new Uint8Array(memory.buffer, 0, foundAt)
  const places = new Uint32Array(memory.buffer, foundAt)

  return (bytes, { first, foldsFirst, last, foldsLast, distance }, found) => {
    const [foldFirst, foldLast] = [foldsFirst ? caseBit : 0, foldsLast ? caseBit : 0]
    for (let from = 0; from < bytes.length - distance; from += pieceBytes) {
      // What a pair that begins in this piece may end in comes along.
      piece.set(bytes.subarray(from, from + pieceBytes + mostBetween))
      const end = Math.min(pieceBytes, bytes.length - distance - from)
      const count = (scan(0, end, first, foldFirst, last, foldLast, distance, foundAt) - foundAt) / 4
      for (let index = 0; index < count; index += 1) {
        const place = places[index] ?? end
        // Sixteen at once: the last ones may stand behind the end.
        if (place < end) found(from + place)
      }
    }
  }
}
