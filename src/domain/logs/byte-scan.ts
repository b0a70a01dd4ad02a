/** Reports, in order, each position of one byte that has another one at a given distance, such as the first and last letter of a word. */
export type ByteScan = (bytes: Uint8Array, pair: BytePair, found: (at: number) => void) => void

/** The bytes to find. A byte with folding is a lower-case ASCII letter and also matches its upper case. */
export interface BytePair {
  readonly first: number
  readonly foldsFirst: boolean
  readonly last: number
  readonly foldsLast: boolean
  /** Bytes from the first to the last, at most `mostBetween`. */
  readonly distance: number
}

export const mostBetween = 255
/** The bit that turns an upper-case ASCII letter into lower case. */
export const caseBit = 0x20
