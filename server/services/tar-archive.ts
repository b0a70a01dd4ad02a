import { streamOf } from '../http/stream-of.ts'

const block = 512

/** A file of an archive; of one that grows meanwhile so many bytes are taken. */
export interface ArchivedFile {
  readonly path: string
  readonly size: number
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Files as a `.tar.gz`, written while it is read: nothing of it is ever on a disk or whole in memory. */
export function archiveOf(files: AsyncIterable<ArchivedFile>, now: number): ReadableStream<Uint8Array> {
  return streamOf(tarOf(files, now)).pipeThrough(new CompressionStream('gzip'))
}

async function* tarOf(files: AsyncIterable<ArchivedFile>, now: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const { path, size, bytes } of files) {
    // The size stands before the bytes, whatever becomes of the file meanwhile.
    yield* headers(path, size, now)
    let written = 0
    for await (const chunk of bytes) {
      const part = chunk.subarray(0, size - written)
      written += part.length
      yield Uint8Array.from(part)
      if (written === size) break
    }
    if (written < size) throw new Error(`${path} became shorter while it was read`)
    yield new Uint8Array(padding(size))
  }
  yield new Uint8Array(2 * block)
}

function padding(size: number): number {
  return (block - (size % block)) % block
}

/** A ustar header; a name with more than its 100 bytes comes in a header of pax before it. */
function* headers(name: string, size: number, now: number): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  if (encoder.encode(name).length > 100 || size >= 8 ** 11) {
    const record = encoder.encode(paxRecord('path', name) + paxRecord('size', String(size)))
    yield header('pax', record.length, 'x', now)
    const padded = new Uint8Array(record.length + padding(record.length))
    padded.set(record)
    yield padded
  }
  yield header(name, size, '0', now)
}

/** `<length of the whole record> <key>=<value>`, the length counting its own digits. */
function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  const bytes = new TextEncoder().encode(rest).length
  const digits = String(bytes + String(bytes + 3).length).length
  return `${String(bytes + digits)}${rest}`
}

function header(name: string, size: number, type: string, now: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(block)
  const put = (text: string, at: number, most: number): void =>
    bytes.set(new TextEncoder().encode(text).subarray(0, most), at)
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0').slice(-digits)
  put(name, 0, 100)
  put(octal(0o644, 7), 100, 8)
  put(octal(0, 7), 108, 8)
  put(octal(0, 7), 116, 8)
  put(octal(size, 11), 124, 12)
  put(octal(Math.floor(now / 1000), 11), 136, 12)
  put(' '.repeat(8), 148, 8)
  put(type, 156, 1)
  put('ustar\u000000', 257, 8)
  put(
    octal(
      bytes.reduce((sum, byte) => sum + byte, 0),
      6,
    ),
    148,
    6,
  )
  bytes[154] = 0
  return bytes
}
