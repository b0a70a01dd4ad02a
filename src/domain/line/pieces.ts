import type { Stage } from './line.ts'

/** One stage's text as it was understood; whoever wants its findings reads it again, which is rare. */
export interface Piece {
  readonly stage?: Stage
  readonly isClean: boolean
}

// Two generations: what was asked for since the last change of generation survives the next one.
const most = 30_000
let young = new Map<string, Piece>()
let old = new Map<string, Piece>()

/** What a stage's text was understood as before, if it was. */
export function knownPiece(text: string): Piece | undefined {
  const found = young.get(text)
  if (found !== undefined) return found
  const older = old.get(text)
  if (older !== undefined) rememberPiece(text, older)
  return older
}

/** Remembers how a stage's text is understood, so that it is not parsed again: by this thread, or because another one has parsed it. */
export function rememberPiece(text: string, piece: Piece): void {
  if (young.size >= most) {
    old = young
    young = new Map()
  }
  young.set(text, piece)
}
