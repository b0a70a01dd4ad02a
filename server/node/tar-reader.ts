/** One entry of a tar archive; `body` must be read, or is skipped, before the next one is asked for. */
export interface TarEntry {
  readonly path: string
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  readonly executable: boolean
  readonly size: number
  readonly linkTarget: string
  readonly body: AsyncIterable<Buffer>
}

/** An archive that is cut off or not a tar archive at all. */
export class TarError extends Error {}

const block = 512
// Names in extended headers are short; anything longer is an attack on memory.
const longestHeader = 1 << 20

/** Reads ustar archives with the two usual extensions for long names (pax and GNU), entry by entry, without holding more than a chunk. */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const reader = byteReader(source)
  let extended: ReadonlyMap<string, string> = new Map()
  for (;;) {
    const header = await reader.exactly(block)
    if (header === undefined) return
    if (header.every((byte) => byte === 0)) return
    checkSum(header)
    const type = String.fromCharCode(header[156] ?? 0)
    const size = extended.has('size') ? Number(extended.get('size')) : octal(header, 124, 12)
    if (!Number.isSafeInteger(size) || size < 0) throw new TarError('An entry of the archive has no valid size')
    const padding = (block - (size % block)) % block
    if (type === 'x' || type === 'L' || type === 'K' || type === 'g') {
      if (size > longestHeader) throw new TarError('A header of the archive is too long')
      const bytes = await reader.exactly(size + padding)
      if (bytes === undefined) throw new TarError('The archive is cut off')
      const text = bytes.subarray(0, size).toString('utf8')
      if (type === 'x') extended = new Map([...extended, ...paxRecords(text)])
      if (type === 'L') extended = new Map([...extended, ['path', text.replace(/\0.*$/s, '')]])
      if (type === 'K') extended = new Map([...extended, ['linkpath', text.replace(/\0.*$/s, '')]])
      continue
    }
    const prefix = header.toString('latin1', 257, 262) === 'ustar' ? field(header, 345, 155) : ''
    const name = field(header, 0, 100)
    const path = extended.get('path') ?? (prefix === '' ? name : `${prefix}/${name}`)
    const rest = { left: size }
    yield {
      path,
      kind:
        type === '0' || type === '\0'
          ? path.endsWith('/')
            ? 'folder'
            : 'file'
          : type === '5'
            ? 'folder'
            : type === '2'
              ? 'link'
              : 'other',
      executable: (octal(header, 100, 8) & 0o100) !== 0,
      size,
      linkTarget: extended.get('linkpath') ?? field(header, 157, 100),
      body: reader.upTo(rest),
    }
    for await (const _skipped of reader.upTo(rest)) void _skipped
    if (padding > 0 && (await reader.exactly(padding)) === undefined) throw new TarError('The archive is cut off')
    extended = new Map()
  }
}

function field(header: Buffer, from: number, length: number): string {
  const end = header.indexOf(0, from)
  return header.toString('utf8', from, end === -1 || end > from + length ? from + length : end)
}

function octal(header: Buffer, from: number, length: number): number {
  const text = field(header, from, length).trim()
  return text === '' ? 0 : /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN
}

function checkSum(header: Buffer): void {
  let sum = 0
  for (const [index, byte] of header.entries()) sum += index >= 148 && index < 156 ? 32 : byte
  if (octal(header, 148, 8) !== sum) throw new TarError('This is not a tar archive')
}

function paxRecords(text: string): [string, string][] {
  return [...text.matchAll(/^[0-9]+ ([^=\n]+)=(.*)$/gm)].map((found) => [found[1] ?? '', found[2] ?? ''])
}

function byteReader(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  async function more(): Promise<boolean> {
    const next = await chunks.next()
    if (next.done === true) return false
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value])
    return true
  }
  return {
    /** So many bytes, or undefined at the clean end of the input. */
    async exactly(count: number): Promise<Buffer | undefined> {
      while (held.length < count) {
        if (await more()) continue
        if (held.length > 0) throw new TarError('The archive is cut off')
        return undefined
      }
      const bytes = held.subarray(0, count)
      held = held.subarray(count)
      return bytes
    },
    /** The next bytes as they come, until `rest.left` is used up. */
    async *upTo(rest: { left: number }): AsyncGenerator<Buffer> {
      while (rest.left > 0) {
        if (held.length === 0 && !(await more())) throw new TarError('The archive is cut off')
        const bytes = held.subarray(0, rest.left)
        held = held.subarray(bytes.length)
        rest.left -= bytes.length
        yield bytes
      }
    },
  }
}
