import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createApp } from '../src/app.js'
import { createLog } from '../src/log.js'

describe('bookshelf-api', () => {
  const lines = []
  const server = createApp({ version: '9.9.9', log: createLog('info', (line) => lines.push(line)) })
  let base

  before(async () => {
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${server.address().port}`
  })
  after(() => server.close())

  const get = async (path, options) => {
    const response = await fetch(base + path, options)
    return { status: response.status, body: await response.json(), headers: response.headers }
  }

  it('says how it is and which version it is', async () => {
    assert.deepEqual((await get('/healthz')).body, { status: 'ok', version: '9.9.9' })
  })

  it('lists, finds and shows books', async () => {
    const { body } = await get('/books?q=genji&shelf=classics')
    assert.equal(body.total, 1)
    assert.equal(body.books[0].author, 'Murasaki Shikibu')
    assert.equal((await get('/books/genji')).body.year, 1010)
    assert.equal((await get('/shelves')).body.shelves.length, 4)
  })

  it('says what is wrong with a request', async () => {
    assert.deepEqual([(await get('/books/none')).status, (await get('/nowhere')).status], [404, 404])
    assert.match((await get('/books?shelf=cellar')).body.error, /no shelf cellar/)
    assert.match((await get('/books?sort=weight')).body.error, /title, author, year/)
    assert.equal((await get('/books', { method: 'DELETE' })).status, 405)
    assert.equal((await get('/books/%E0%A4%A')).status, 404)
  })

  it('lets a site at another origin read', async () => {
    assert.equal((await get('/books')).headers.get('access-control-allow-origin'), '*')
    assert.equal((await fetch(`${base}/books`, { method: 'OPTIONS' })).status, 204)
  })

  it('writes a line per request, except for its health', async () => {
    lines.length = 0
    await get('/healthz')
    await get('/shelves')
    assert.equal(lines.length, 1)
    assert.match(lines[0], /^INFO {2}GET \/shelves 200 /)
  })
})
