/** Finds where one byte stands and, so many bytes behind it, another, as the first and the last letter of a word do. Tells the places in order. */
export type ByteScan = (bytes: Uint8Array, pair: BytePair, found: (at: number) => void) => void

/** Bytes that are looked for. A folded letter of ASCII is a small one and stands for the capital as well. */
export interface BytePair {
  readonly first: number
  readonly foldsFirst: boolean
  readonly last: number
  readonly foldsLast: boolean
  /** From the first to the last, at most `mostBetween`. */
  readonly distance: number
}

export const mostBetween = 255
/** The bit that makes a capital letter of ASCII a small one. */
export const caseBit = 0x20
