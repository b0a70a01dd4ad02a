import type { ScreenRow } from './log-screen.ts'
import { cutLine } from '../reading/rows.ts'

/** A place in a log: a line, and a column of it as painted. */
export interface LogPlace {
  readonly line: number
  readonly column: number
}

export interface LogRange {
  readonly from: LogPlace
  readonly to: LogPlace
}

/** Two places in order; undefined if they are the same. */
export function rangeOf(first: LogPlace, second: LogPlace): LogRange | undefined {
  const order = first.line - second.line || first.column - second.column
  if (order === 0) return undefined
  return order < 0 ? { from: first, to: second } : { from: second, to: first }
}

/** The cells that a range covers on the screen; undefined if it is out of view. */
export function cellsOf(
  rows: readonly ScreenRow[],
  columns: number,
  { from, to }: LogRange,
): { readonly column: number; readonly row: number; readonly length: number } | undefined {
  const cellOf = ({ line, column }: LogPlace): number => {
    let cell = 0
    for (const [at, row] of rows.entries()) {
      if (row.line.number > line || (row.line.number === line && row.column > column)) break
      const inRow = row.line.number === line ? Math.min(columns, column - row.column) : columns
      cell = at * columns + inRow
    }
    return cell
  }
  const [start, end] = [cellOf(from), cellOf(to)]
  if (end <= start) return undefined
  return { column: start % columns, row: Math.floor(start / columns), length: end - start }
}

/** The part of whole lines that a range covers. */
export function cutRange(text: string, { from, to }: LogRange): string {
  const lines = text.split('\n')
  const [first = ''] = lines
  if (from.line === to.line) return columnsOf(first, from.column, to.column)
  const last = lines.at(-1) ?? ''
  return [
    columnsOf(first, from.column, Number.MAX_SAFE_INTEGER),
    ...lines.slice(1, -1),
    columnsOf(last, 0, to.column),
  ].join('\n')
}

/** The word at a column of a row, or else the single column. */
export function wordAround(text: string, column: number): { readonly from: number; readonly to: number } {
  for (const { 0: word, index } of text.matchAll(/[^\s"'`()[\]{}<>,;]+/g))
    if (index <= column && column < index + word.length) return { from: index, to: index + word.length }
  return { from: column, to: column + 1 }
}

function columnsOf(text: string, from: number, to: number): string {
  // Columns count painted text, in which tabs are blanks.
  return cutLine(text.replaceAll('\t', '    '), from, to - from)
}
