import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { books, findBooks, listShelves } from '../src/books.js'

const ids = (found) => found.map(({ id }) => id)

describe('books', () => {
  it('have ids of their own and stand on a shelf', () => {
    assert.equal(new Set(ids(books)).size, books.length)
    assert.equal(listShelves().reduce((sum, shelf) => sum + shelf.books, 0), books.length)
  })

  it('are found by every word, in title or author', () => {
    assert.deepEqual(ids(findBooks({ q: 'darwin' })).sort(), ['beagle', 'origin'])
    assert.deepEqual(ids(findBooks({ q: 'darwin voyage' })), ['beagle'])
    assert.deepEqual(findBooks({ q: 'no such book' }), [])
  })

  it('are found whatever the accents, case and width of letters', () => {
    assert.deepEqual(ids(findBooks({ q: 'BASHO' })), ['oku'])
    assert.deepEqual(ids(findBooks({ q: 'ｋｏｋｏｒｏ' })), ['kokoro'])
    assert.deepEqual(ids(findBooks({ q: '源氏' })), ['genji'])
  })

  it('are sorted as asked, and the library itself stays as it is', () => {
    const before = ids(books)
    assert.equal(findBooks({ sort: 'year' })[0].id, 'odyssey')
    assert.equal(findBooks({ sort: 'author' })[0].author, 'Ada Lovelace')
    assert.deepEqual(ids(books), before)
  })

  it('can be asked for by shelf', () => {
    assert.ok(findBooks({ shelf: 'travel' }).every(({ shelf }) => shelf === 'travel'))
  })
})
