import type { TextCodec } from '#domain/logs/log-block.ts'

const decoder = new TextDecoder()
const encoder = new TextEncoder()

/** UTF-8, as browsers have it. */
export const textCodec: TextCodec = { decode: (bytes) => decoder.decode(bytes), encode: (text) => encoder.encode(text) }
