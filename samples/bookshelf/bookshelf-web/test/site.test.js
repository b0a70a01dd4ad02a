import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { build } from '../build.js'
import { createApi } from '../site/api.js'
import { readQuery, writeQuery } from '../site/query.js'
import { countText, yearText } from '../site/words.js'

describe('the address of the page', () => {
  it('keeps what was asked for, and is short when nothing was', () => {
    const query = { q: '源氏 & co', shelf: 'classics', sort: 'year' }
    assert.deepEqual(readQuery(writeQuery(query)), query)
    assert.equal(writeQuery({ q: '  ', shelf: '', sort: 'title' }), '')
  })
})

describe('the client of bookshelf-api', () => {
  const answering = (status, body) => async () => ({ ok: status < 400, status, json: async () => body })

  it('asks below the address that it was given', async () => {
    const asked = []
    const api = createApi('http://api.example/v1', async (url) => {
      asked.push(url)
      return { ok: true, json: async () => ({ total: 0, books: [] }) }
    })
    await api.books({ q: 'a b', shelf: '', sort: 'year' })
    assert.deepEqual(asked, ['http://api.example/v1/books?q=a+b&shelf=&sort=year'])
  })

  it('says in words what went wrong', async () => {
    assert.throws(() => createApi(''), /API_URL/)
    await assert.rejects(createApi('http://x', answering(503, {})).health(), /answered 503/)
    await assert.rejects(createApi('http://x', () => Promise.reject(new TypeError('fetch failed'))).health(), /cannot be reached/)
  })
})

describe('words', () => {
  it('read well', () => {
    assert.deepEqual([yearText(1914), yearText(-700)], ['1914', 'about 700 BCE'])
    assert.deepEqual([countText(1), countText(3)], ['1 book', '3 books'])
    assert.match(countText(0), /fewer words/)
  })
})

describe('the build', () => {
  it('holds the whole site, with its version', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bookshelf-web-'))
    try {
      const { version, files } = build(join(folder, 'dist'))
      assert.ok(files.includes('index.html') && files.includes('config.json'))
      const html = readFileSync(join(folder, 'dist', 'index.html'), 'utf8')
      assert.ok(html.includes(`Site ${version}`) && !html.includes('%VERSION%'))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
