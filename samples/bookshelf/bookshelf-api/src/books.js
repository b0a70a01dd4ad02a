/** The library. Ids never change; they stand in links. */
export const books = [
  { id: 'genji', title: '源氏物語', latin: 'The Tale of Genji', author: 'Murasaki Shikibu', year: 1010, shelf: 'classics' },
  { id: 'pillow-book', title: '枕草子', latin: 'The Pillow Book', author: 'Sei Shōnagon', year: 1002, shelf: 'classics' },
  { id: 'odyssey', title: 'The Odyssey', author: 'Homer', year: -700, shelf: 'classics' },
  { id: 'quixote', title: 'Don Quijote', author: 'Miguel de Cervantes', year: 1605, shelf: 'classics' },
  { id: 'kokoro', title: 'こころ', latin: 'Kokoro', author: 'Natsume Sōseki', year: 1914, shelf: 'novels' },
  { id: 'middlemarch', title: 'Middlemarch', author: 'George Eliot', year: 1871, shelf: 'novels' },
  { id: 'frankenstein', title: 'Frankenstein', author: 'Mary Shelley', year: 1818, shelf: 'novels' },
  { id: 'anna-karenina', title: 'Anna Karenina', author: 'Leo Tolstoy', year: 1878, shelf: 'novels' },
  { id: 'origin', title: 'On the Origin of Species', author: 'Charles Darwin', year: 1859, shelf: 'science' },
  { id: 'sidereus', title: 'Sidereus Nuncius', author: 'Galileo Galilei', year: 1610, shelf: 'science' },
  { id: 'elements', title: 'Elements', author: 'Euclid', year: -300, shelf: 'science' },
  { id: 'analytical-engine', title: 'Notes on the Analytical Engine', author: 'Ada Lovelace', year: 1843, shelf: 'science' },
  { id: 'oku', title: 'おくのほそ道', latin: 'The Narrow Road to the Deep North', author: 'Matsuo Bashō', year: 1702, shelf: 'travel' },
  { id: 'beagle', title: 'The Voyage of the Beagle', author: 'Charles Darwin', year: 1839, shelf: 'travel' },
  { id: 'rihla', title: 'Rihla', author: 'Ibn Battuta', year: 1355, shelf: 'travel' },
]

const shelfNames = { classics: 'Classics', novels: 'Novels', science: 'Science', travel: 'Travel' }

/** Every shelf, in the order in which they stand, with the number of its books. */
export function listShelves() {
  return Object.entries(shelfNames).map(([id, name]) => ({ id, name, books: books.filter((book) => book.shelf === id).length }))
}

/** Reads text as a searcher types it: without case, accents or the width of letters. */
export function fold(text) {
  return text.normalize('NFKD').replace(/\p{Mn}/gu, '').toLowerCase().trim()
}

const orders = {
  title: (a, b) => (a.latin ?? a.title).localeCompare(b.latin ?? b.title, 'en'),
  author: (a, b) => a.author.localeCompare(b.author, 'en') || a.year - b.year,
  year: (a, b) => a.year - b.year,
}

export const sortOrders = Object.keys(orders)

/** Books that hold every word of `q` in title or author, on `shelf` if one is given. */
export function findBooks({ q = '', shelf = '', sort = 'title' } = {}) {
  const words = fold(q).split(/\s+/).filter(Boolean)
  return books
    .filter((book) => shelf === '' || book.shelf === shelf)
    .filter((book) => {
      const text = fold([book.title, book.latin ?? '', book.author].join(' '))
      return words.every((word) => text.includes(word))
    })
    .sort(orders[sort])
}
