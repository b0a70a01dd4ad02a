/** A place in a log with wrapped lines: so many rows after the beginning of a line, or before it. */
export interface RowPlace {
  readonly line: number
  readonly rows: number
}

/** The lines to paint for a screen that begins at a place: each takes at least one row. */
export function linesAround({ line, rows }: RowPlace, screenRows: number): { from: number; count: number } {
  const from = Math.max(0, line - Math.max(0, -rows))
  return { from, count: line - from + screenRows + Math.max(0, rows) }
}

/**
 * Finds the place among painted rows. `owners` says for each row which line it belongs to, counted from the first
 * painted line. Answers the index of the screen's first row, and its place within its line.
 */
export function startOf(
  owners: readonly number[],
  place: RowPlace,
  from: number,
): { readonly at: number; readonly place: RowPlace } {
  const begin = Math.max(0, owners.indexOf(place.line - from))
  const at = Math.max(0, Math.min(owners.length - 1, begin + place.rows))
  const owner = owners[at] ?? 0
  return { at, place: { line: from + owner, rows: at - Math.max(0, owners.indexOf(owner)) } }
}

/** How many rows a scrolling key moves by. */
export function rowsOfKey(key: string, screenRows: number): number | undefined {
  const page = Math.max(1, screenRows - 1)
  switch (key) {
    case 'ArrowDown':
      return 1
    case 'ArrowUp':
      return -1
    case 'PageDown':
      return page
    case 'PageUp':
      return -page
    default:
      return undefined
  }
}
