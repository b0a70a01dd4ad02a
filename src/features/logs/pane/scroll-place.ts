/** The position of a scrolling element, in pixels. */
export interface Scrolled {
  readonly scrollTop: number
  readonly scrollHeight: number
}

/**
 * The row at the top of the scroller. A long log has more rows than the scroller has pixels, so this is by proportion.
 */
export function rowAt({ scrollTop, scrollHeight }: Scrolled, rowCount: number): number {
  return scrollHeight === 0 ? 0 : Math.round((scrollTop / scrollHeight) * (rowCount + 1))
}

/** The scroll position that puts a row at the top. */
export function placeOf(row: number, { scrollHeight }: Pick<Scrolled, 'scrollHeight'>, rowCount: number): number {
  return (row / (rowCount + 1)) * scrollHeight
}

/** Where to scroll to keep a row at the top after the log has grown; undefined if it is there, give or take a row. */
export function placeAfterGrowth(row: number, scrolled: Scrolled, rowCount: number): number | undefined {
  const place = placeOf(row, scrolled, rowCount)
  return Math.abs(place - scrolled.scrollTop) < scrolled.scrollHeight / (rowCount + 1) ? undefined : place
}
