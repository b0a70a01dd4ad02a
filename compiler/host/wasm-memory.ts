// Reads and writes the memory section of a WebAssembly module: Go declares its memory without a maximum, and Node's `resourceLimits` do
// not bind WebAssembly memory, so the maximum goes into the module itself. When it is reached, the instance dies and nothing else.

const pageBytes = 65_536
const memorySection = 5

interface Number32 {
  readonly value: number
  readonly next: number
}

function readUnsigned(bytes: Uint8Array, at: number): Number32 {
  let value = 0
  for (let shift = 0, i = at; ; shift += 7, i++) {
    const byte = bytes[i] ?? 0
    value += (byte & 0x7f) * 2 ** shift
    if ((byte & 0x80) === 0) return { value, next: i + 1 }
  }
}

function writeUnsigned(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  do {
    const low = rest % 128
    rest = Math.floor(rest / 128)
    bytes.push(rest === 0 ? low : low | 0x80)
  } while (rest !== 0)
  return bytes
}

/** The same module with a maximum on its memory, in bytes (rounded down to pages of 64 KiB). */
export function withMemoryMaximum(module: Uint8Array, maximumBytes: number): Uint8Array<ArrayBuffer> {
  let at = 8
  while (at < module.length) {
    const id = module[at]
    const size = readUnsigned(module, at + 1)
    if (id === memorySection) {
      const count = readUnsigned(module, size.next)
      const minimum = readUnsigned(module, count.next + 1)
      const pages = Math.max(minimum.value, Math.floor(maximumBytes / pageBytes))
      const body = [...writeUnsigned(1), 0x01, ...writeUnsigned(minimum.value), ...writeUnsigned(pages)]
      const section = [memorySection, ...writeUnsigned(body.length), ...body]
      const rest = module.subarray(size.next + size.value)
      const out = new Uint8Array(at + section.length + rest.length)
      out.set(module.subarray(0, at))
      out.set(section, at)
      out.set(rest, at + section.length)
      return out
    }
    at = size.next + size.value
  }
  throw new Error('The kernel has no memory section')
}
