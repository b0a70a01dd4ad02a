import { z } from 'zod'
import { type ByteScan, caseBit, mostBetween } from './byte-scan.ts'
import { vectorProgram } from './vector-program.ts'

/** Bytes per call, few enough to stay in the processor's cache. */
const pieceBytes = 64 * 1024
const pageBytes = 64 * 1024
const foundAt = 2 * pageBytes
/** Room for a result for every byte of a piece. */
const pages = (foundAt + 4 * pieceBytes) / pageBytes

const exportsSchema = z.object({
  memory: z.instanceof(WebAssembly.Memory),
  scan: z.custom<(...numbers: readonly number[]) => number>((value) => typeof value === 'function'),
})

/** A scan that compares sixteen bytes at once. */
export function createVectorScan(): ByteScan {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(vectorProgram(pages)))
  const { memory, scan } = exportsSchema.parse({ ...instance.exports })
  const piece = new Uint8Array(memory.buffer, 0, foundAt)
  const places = new Uint32Array(memory.buffer, foundAt)

  return (bytes, { first, foldsFirst, last, foldsLast, distance }, found) => {
    const [foldFirst, foldLast] = [foldsFirst ? caseBit : 0, foldsLast ? caseBit : 0]
    for (let from = 0; from < bytes.length - distance; from += pieceBytes) {
      // Adds the bytes in which a pair that starts in this piece may end.
      piece.set(bytes.subarray(from, from + pieceBytes + mostBetween))
      const end = Math.min(pieceBytes, bytes.length - distance - from)
      const count = (scan(0, end, first, foldFirst, last, foldLast, distance, foundAt) - foundAt) / 4
      for (let index = 0; index < count; index += 1) {
        const place = places[index] ?? end
        // The last sixteen may reach beyond the end.
        if (place < end) found(from + place)
      }
    }
  }
}
