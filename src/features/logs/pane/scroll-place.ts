/** How far a scroller has come, in pixels. */
export interface Scrolled {
  readonly scrollTop: number
  readonly scrollHeight: number
}

/** The row at the top of the scroller. A log may have more rows than the scroller pixels, so the bar counts in parts of the whole. */
export function rowAt({ scrollTop, scrollHeight }: Scrolled, rowCount: number): number {
  return scrollHeight === 0 ? 0 : Math.round((scrollTop / scrollHeight) * (rowCount + 1))
}

/** Where the scroller has to stand for a row to be at its top. */
export function placeOf(row: number, { scrollHeight }: Pick<Scrolled, 'scrollHeight'>, rowCount: number): number {
  return (row / (rowCount + 1)) * scrollHeight
}

/** Where the scroller has to go so that the row stays at the top after the log has grown; undefined where it stands there, give or take a row. */
export function placeAfterGrowth(row: number, scrolled: Scrolled, rowCount: number): number | undefined {
  const place = placeOf(row, scrolled, rowCount)
  return Math.abs(place - scrolled.scrollTop) < scrolled.scrollHeight / (rowCount + 1) ? undefined : place
}
