import type { ReactNode } from 'react'
import type { DiffRow, DiffSide } from './diff-lines.ts'

/** What stands at single lines, if anything: a mark in the line, which is then not folded away, and what is open below it. */
export interface DiffNotes {
  readonly markAt: (side: DiffSide, line: number) => ReactNode | undefined
  readonly openAt: (side: DiffSide, line: number) => ReactNode | undefined
  /** While it is there, numbers choose their line instead of asking where it comes from. */
  readonly choose?: { readonly label: (line: number) => string; readonly run: (side: DiffSide, line: number) => void }
}

/** What stands at the lines of a row, on either side. */
export function notesOf({ left, right }: DiffRow, noteAt: DiffNotes['markAt'] = () => undefined) {
  return [
    { side: 'before', note: left === undefined ? undefined : noteAt('before', left.number) },
    { side: 'after', note: right === undefined ? undefined : noteAt('after', right.number) },
  ].filter(({ note }) => note !== undefined)
}
