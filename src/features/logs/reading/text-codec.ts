import type { TextCodec } from '#domain/logs/log-block.ts'
import type { SearchTools } from '#domain/logs/log-search.ts'
import { createVectorScan } from '#domain/logs/vector-scan.ts'

const decoder = new TextDecoder()
const encoder = new TextEncoder()

export const textCodec: TextCodec = { decode: (bytes) => decoder.decode(bytes), encode: (text) => encoder.encode(text) }

export const searchTools: SearchTools = { codec: textCodec, scan: createVectorScan() }
