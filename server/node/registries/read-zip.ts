import { unzipSync } from 'fflate'

/** Reads the files of a zip archive with fitting names; undefined if it is no zip archive, is encrypted, or unpacks to more than `largest` bytes. */
export function readZip(
  archive: Uint8Array,
  matches: (name: string) => boolean,
  largest: number,
): ReadonlyMap<string, string> | undefined {
  let left = largest
  try {
    const files = unzipSync(archive, {
      // The buffer has the size that the archive names, so no file can unpack to more than it declares.
      filter({ name, originalSize }) {
        if (name.endsWith('/') || !matches(name)) return false
        left -= originalSize
        if (left < 0) throw new RangeError(`More than ${String(largest)} bytes`)
        return true
      },
    })
    const text = new TextDecoder()
    return new Map(Object.entries(files).map(([name, bytes]) => [name, text.decode(bytes)]))
  } catch {
    return undefined
  }
}
