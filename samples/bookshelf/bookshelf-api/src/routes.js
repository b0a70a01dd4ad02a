import { books, findBooks, listShelves, sortOrders } from './books.js'

/** Answers a request as `{ status, body }`; knows nothing of sockets, so that tests need none. */
export function answer(method, url, version) {
  if (method !== 'GET' && method !== 'HEAD') return refusal(405, 'Only GET and HEAD are answered here')
  const { pathname, searchParams } = new URL(url, 'http://bookshelf')
  if (pathname === '/healthz') return { status: 200, body: { status: 'ok', version } }
  if (pathname === '/shelves') return { status: 200, body: { shelves: listShelves() } }
  if (pathname === '/books') return list(searchParams)
  if (pathname.startsWith('/books/')) return one(decode(pathname.slice('/books/'.length)))
  if (pathname === '/') return { status: 200, body: { name: 'bookshelf-api', version, see: ['/books', '/shelves', '/healthz'] } }
  return refusal(404, `There is nothing at ${pathname}`)
}

function list(parameters) {
  const shelf = parameters.get('shelf') ?? ''
  const sort = parameters.get('sort') ?? 'title'
  if (shelf !== '' && !listShelves().some(({ id }) => id === shelf)) return refusal(400, `There is no shelf ${shelf}`)
  if (!sortOrders.includes(sort)) return refusal(400, `Books are sorted by ${sortOrders.join(', ')}, not by ${sort}`)
  const found = findBooks({ q: parameters.get('q') ?? '', shelf, sort })
  return { status: 200, body: { total: found.length, books: found } }
}

function one(id) {
  const book = books.find((candidate) => candidate.id === id)
  return book === undefined ? refusal(404, `There is no book ${id}`) : { status: 200, body: book }
}

function decode(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function refusal(status, message) {
  return { status, body: { error: message } }
}
