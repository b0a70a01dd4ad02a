import { createApi } from './api.js'
import { readQuery, writeQuery } from './query.js'
import { countText, yearText } from './words.js'

const form = document.querySelector('form')
const list = document.querySelector('#books')
const status = document.querySelector('#status')
const shelfNames = new Map()
let asking = new AbortController()

function element(name, text, attributes = {}) {
  const made = document.createElement(name)
  made.textContent = text
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

function card(book) {
  const item = document.createElement('li')
  item.dataset.shelf = book.shelf
  item.append(element('h2', book.title))
  if (book.latin !== undefined) item.append(element('p', book.latin))
  item.append(element('p', `${book.author}, ${yearText(book.year)}`), element('p', shelfNames.get(book.shelf) ?? book.shelf, { class: 'shelf' }))
  return item
}

function say(text, failed = false) {
  status.textContent = text
  status.classList.toggle('failed', failed)
}

async function show(api) {
  asking.abort()
  asking = new AbortController()
  const query = Object.fromEntries(new FormData(form))
  history.replaceState(null, '', `${location.pathname}${writeQuery(query)}`)
  try {
    const { total, books } = await api.books(query, asking.signal)
    list.replaceChildren(...books.map(card))
    say(countText(total))
  } catch (error) {
    if (error.name !== 'AbortError') say(error.message, true)
  }
}

async function start() {
  const { apiUrl } = await (await fetch('config.json')).json()
  const api = createApi(apiUrl)
  const [shelves, { version }] = await Promise.all([api.shelves(), api.health()])
  for (const shelf of shelves) {
    shelfNames.set(shelf.id, shelf.name)
    form.elements.shelf.append(element('option', `${shelf.name} (${shelf.books})`, { value: shelf.id }))
  }
  document.querySelector('#api-version').textContent = `· API ${version}`
  for (const [name, value] of Object.entries(readQuery(location.search))) form.elements[name].value = value
  // While an input method composes, the text is not yet what the visitor means.
  form.addEventListener('input', (event) => event.isComposing || show(api))
  form.addEventListener('compositionend', () => show(api))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void show(api)
  })
  await show(api)
}

start().catch((error) => say(error.message, true))
