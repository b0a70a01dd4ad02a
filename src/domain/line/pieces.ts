import type { Stage } from './line.ts'

/** A parsed stage text, without its findings: they are rarely needed, and whoever needs them parses it again. */
export interface Piece {
  readonly stage?: Stage
  readonly isClean: boolean
}

// Two generations: entries used since the last switch survive the next one.
const most = 30_000
let young = new Map<string, Piece>()
let old = new Map<string, Piece>()

/** The cached result for a stage's text, if there is one. */
export function knownPiece(text: string): Piece | undefined {
  const found = young.get(text)
  if (found !== undefined) return found
  const older = old.get(text)
  if (older !== undefined) rememberPiece(text, older)
  return older
}

/** Caches a stage's parsed text, from this thread or another one. */
export function rememberPiece(text: string, piece: Piece): void {
  if (young.size >= most) {
    old = young
    young = new Map()
  }
  young.set(text, piece)
}
