import { inflateRawSync } from 'node:zlib'

/**
 * The files of a zip archive whose names fit; undefined for what is no zip archive, is encrypted, or comes to more than `largest` bytes.
 * Sizes are those of the central directory, so that an archive cannot promise less than it holds.
 */
export function readZip(
  archive: Buffer,
  matches: (name: string) => boolean,
  largest: number,
): ReadonlyMap<string, Buffer> | undefined {
  // The record at the end is followed by a comment of at most 64 KiB.
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + 22 > archive.length) return undefined
  const files = new Map<string, Buffer>()
  let left = largest
  try {
    let at = archive.readUInt32LE(end + 16)
    for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
      if (archive.readUInt32LE(at) !== 0x02014b50) return undefined
      const [flags, method] = [archive.readUInt16LE(at + 8), archive.readUInt16LE(at + 10)]
      const [packed, size] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)]
      const nameLength = archive.readUInt16LE(at + 28)
      const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
      const local = archive.readUInt32LE(at + 42)
      at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
      if (name.endsWith('/') || !matches(name)) continue
      left -= size
      if (left < 0 || (flags & 1) === 1 || (method !== 0 && method !== 8)) return undefined
      const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
      const bytes = archive.subarray(start, start + packed)
      files.set(name, method === 0 ? bytes : inflateRawSync(bytes, { maxOutputLength: Math.max(size, 1) }))
    }
  } catch {
    return undefined
  }
  return files
}
