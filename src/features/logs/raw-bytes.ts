/** Bytes of a log as they came, never copied together: a read gathers what it needs. */
export interface RawBytes {
  readonly length: number
  append(bytes: Uint8Array): void
  /** Bytes from `start` up to `end`; a view where they lie together. */
  slice(start: number, end: number): Uint8Array
}

export function createRawBytes(): RawBytes {
  const chunks: Uint8Array[] = []
  const starts: number[] = []
  let length = 0

  function chunkAt(offset: number): number {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  return {
    get length() {
      return length
    },
    append(bytes) {
      if (bytes.length === 0) return
      chunks.push(bytes)
      starts.push(length)
      length += bytes.length
    },
    slice(start, end) {
      let index = chunkAt(start)
      const from = start - (starts[index] ?? 0)
      const first = chunks[index] ?? new Uint8Array()
      if (from + end - start <= first.length) return first.subarray(from, from + end - start)
      const joined = new Uint8Array(end - start)
      let filled = 0
      for (let at = from; filled < joined.length && index < chunks.length; index += 1, at = 0) {
        const part = (chunks[index] ?? new Uint8Array()).subarray(at, at + joined.length - filled)
        joined.set(part, filled)
        filled += part.length
      }
      return joined
    },
  }
}
