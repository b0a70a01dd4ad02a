const endOfHead = '\r\n\r\n'
const endOfLine = '\r\n'

/** Makes a decoder for one chunked HTTP answer: it takes received bytes and returns the chunks' contents. */
export function createChunkReader(): (received: Buffer) => readonly Buffer[] {
  /** The received part of a head or of a chunk-size line. */
  let open = Buffer.alloc(0)
  let inHead = true
  /** Bytes left of the current chunk, including its line end. */
  let left = 0

  /** Takes one piece and returns where the next begins. */
  function take(received: Buffer, at: number, parts: Buffer[]): number {
    if (left > 0) {
      const to = Math.min(received.length, at + left)
      const text = Math.max(0, Math.min(to, at + left - endOfLine.length) - at)
      if (text > 0) parts.push(received.subarray(at, at + text))
      left -= to - at
      return to
    }
    const before = open.length
    open = Buffer.concat([open, received.subarray(at, at + 4096)])
    const mark = inHead ? endOfHead : endOfLine
    const end = open.indexOf(mark)
    if (end < 0) return received.length
    if (inHead && !open.toString('latin1').startsWith('HTTP/1.1 200')) throw new Error(open.toString('latin1'))
    if (!inHead) left = Number.parseInt(open.toString('latin1', 0, end), 16) + endOfLine.length
    inHead = false
    open = Buffer.alloc(0)
    return at + end + mark.length - before
  }

  return (received) => {
    const parts: Buffer[] = []
    for (let at = 0; at < received.length;) at = take(received, at, parts)
    return parts
  }
}
