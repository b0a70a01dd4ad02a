/** Years before our era are written as such; there is no year 0. */
export function yearText(year) {
  return year < 0 ? `about ${-year} BCE` : String(year)
}

export function countText(total) {
  return total === 0 ? 'No book matches. Try fewer words or another shelf.' : total === 1 ? '1 book' : `${total} books`
}
