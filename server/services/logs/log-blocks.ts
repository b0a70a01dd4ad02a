import { createLineCutter } from '#domain/logs/line-cutter.ts'
import type { TextCodec } from '#domain/logs/log-block.ts'
import type { SearchTools } from '#domain/logs/log-search.ts'
import { createVectorScan } from '#domain/logs/vector-scan.ts'
import type { LogKey } from '#domain/tekton/launch/log-key.ts'
import type { LogStore } from '../../ports/logs.ts'

const decoder = new TextDecoder()
const encoder = new TextEncoder()

export const textCodec: TextCodec = { decode: (bytes) => decoder.decode(bytes), encode: (text) => encoder.encode(text) }

export const searchTools: SearchTools = { codec: textCodec, scan: createVectorScan() }

/** Whole logical lines of a log, and where they begin. */
export interface LogPiece {
  readonly from: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * Reads a log from the beginning of a line to its current end, in pieces of about so many bytes, so that nothing else
 * waits longer than one piece. With `complete`, an unfinished last line counts too.
 */
export async function* readLogPieces(
  logs: LogStore,
  key: LogKey,
  from: number,
  complete: boolean,
  readBytes = 1024 * 1024,
): AsyncGenerator<LogPiece> {
  const cutter = createLineCutter()
  let at = from
  let lineStart = from
  for (;;) {
    const read = await logs.read(key, at, readBytes)
    if (read === undefined || read.bytes.length === 0) break
    at += read.bytes.length
    for (const bytes of cutter.push(Uint8Array.from(read.bytes))) {
      yield { from: lineStart, bytes }
      lineStart += bytes.length
    }
  }
  const rest = complete ? cutter.rest() : new Uint8Array()
  if (rest.length > 0) yield { from: lineStart, bytes: rest }
}
