/** What the visitor asks for, as it stands in the address of the page; defaults are left out. */
export function readQuery(search) {
  const parameters = new URLSearchParams(search)
  return { q: parameters.get('q') ?? '', shelf: parameters.get('shelf') ?? '', sort: parameters.get('sort') ?? 'title' }
}

/** The other way round: `''` or `?...`. */
export function writeQuery({ q, shelf, sort }) {
  const parameters = new URLSearchParams()
  if (q.trim() !== '') parameters.set('q', q.trim())
  if (shelf !== '') parameters.set('shelf', shelf)
  if (sort !== 'title') parameters.set('sort', sort)
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}
