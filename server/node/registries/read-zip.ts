import { unzipSync } from 'fflate'

/** The files of a zip archive whose names fit; undefined for what is no zip archive, is encrypted, or comes to more than `largest` bytes. */
export function readZip(
  archive: Uint8Array,
  matches: (name: string) => boolean,
  largest: number,
): ReadonlyMap<string, string> | undefined {
  let left = largest
  try {
    const files = unzipSync(archive, {
      // Each file is unpacked into room of the size that the archive names, so that none can promise less than it holds.
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
