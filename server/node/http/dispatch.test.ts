import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { problemResponse } from '#server/http/problems.ts'
import { createDispatch } from './dispatch.ts'
import { listen, type Listening } from './listen.ts'
import { createStaticFiles } from './static-files.ts'

const page = '<!doctype html><title>app</title>'
const script = 'export const answer = 42\n'.repeat(100)
let folder: string
let server: Listening
let aborted: Promise<void>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linewright-http-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), page)
  writeFileSync(join(folder, 'assets', 'main-abc.js'), script)
  writeFileSync(join(folder, 'assets', 'main-abc.js.br'), brotliCompressSync(script))
  const gone = Promise.withResolvers<void>()
  aborted = gone.promise
  const dispatch = createDispatch({
    origin: 'http://localhost:9999',
    api: (request) => {
      if (request.url.endsWith('/throw')) throw new Error('inside')
      if (request.url.endsWith('/large')) return problemResponse(problem('too-large', say`Too large`), request)
      request.signal.addEventListener('abort', () => gone.resolve())
      const stream = new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode('first')),
      })
      return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
    },
    git: (_, response) => void response.end('git'),
    app: await createStaticFiles(folder),
    log: () => undefined,
  })
  const outcome = await listen(dispatch, '127.0.0.1', 0)
  if (!outcome.ok) throw new Error(outcome.error.message)
  server = outcome.value
})
afterEach(async () => {
  await server.close(0)
  rmSync(folder, { recursive: true })
})

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Sends a request with any Host header, which `fetch` does not allow. */
function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: server.port,
      path,
      method,
      headers: { host: `localhost:${server.port}`, ...headers },
    }
    const request = httpRequest(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
    request.on('error', reject)
    request.end()
  })
}

describe('the HTTP server', () => {
  it('serves hashed files packed and for ever, with the security policy on them too', async () => {
    const { status, headers, body } = await ask('/assets/main-abc.js', { 'accept-encoding': 'gzip, br' })
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    })
    expect(headers['content-security-policy']).toContain(
      `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'`,
    )
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(brotliDecompressSync(body).toString()).toBe(script)
    expect((await ask('/assets/main-abc.js')).body.toString()).toBe(script)
  })

  it('gives the page for every path of the app, to be asked for again by its tag', async () => {
    const first = await ask('/projects/bookshelf/lines/x', { accept: 'text/html' })
    expect(first.body.toString()).toBe(page)
    expect(first.headers['cache-control']).toBe('no-cache')
    const again = await ask('/', { accept: 'text/html', 'if-none-match': String(first.headers.etag) })
    expect(again.status).toBe(304)
  })

  it('serves a build that came after its start, and no longer what that has taken away', async () => {
    writeFileSync(join(folder, 'assets', 'main-def.js'), script)
    rmSync(join(folder, 'assets', 'main-abc.js'))
    rmSync(join(folder, 'assets', 'main-abc.js.br'))
    const { status, body } = await ask('/assets/main-def.js')
    expect([status, body.toString()]).toEqual([200, script])
    expect((await ask('/assets/main-abc.js')).status).toBe(404)
  })

  it.each(['/assets/gone-1.js', '/nothing.png', '/../package.json', '/%2e%2e/package.json', '/assets/%00'])(
    'has nothing at %s',
    async (path) => {
      expect((await ask(path)).status).toBe(404)
    },
  )

  it('answers only to names of its own', async () => {
    expect((await ask('/', { host: 'evil.example' })).status).toBe(421)
    expect((await ask('/git/x', { host: `[::1]:${server.port}` })).body.toString()).toBe('git')
  })

  it('sends people from 127.0.0.1, where deployed applications are, to localhost', async () => {
    const answer = await ask('/runs?x=1', { host: `127.0.0.1:${server.port}`, accept: 'text/html' })
    expect(answer).toMatchObject({ status: 307, headers: { location: 'http://localhost:9999/runs?x=1' } })
    expect((await ask('//evil.example/', { host: '127.0.0.1', accept: 'text/html' })).headers.location).toBe(
      'http://localhost:9999/',
    )
  })

  it.each([
    ['GET / HTTP/1.1\r\n' + `x: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'too-large'],
    ['GET /a\0b HTTP/1.1\r\n\r\n', 400, 'invalid-request'],
  ])('says what is wrong with what never becomes a request', async (text, status, code) => {
    const socket = connect(server.port, '127.0.0.1')
    socket.end(text)
    const chunks: Buffer[] = []
    for await (const chunk of socket) chunks.push(Buffer.from(chunk))
    const [head = '', body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^]*content-type: application/problem\\+json`))
    expect(JSON.parse(body)).toMatchObject({ status, code })
  })

  it('streams what the API answers, and tells the API when the reader has gone', async () => {
    const stop = new AbortController()
    const response = await fetch(`http://localhost:${server.port}/apis/v1/x`, { signal: stop.signal })
    const { value } = (await response.body?.getReader().read()) ?? {}
    expect(new TextDecoder().decode(value)).toBe('first')
    stop.abort()
    await aborted
  })

  it('closes the connection on which a body was not read to its end', async () => {
    const { status, headers } = await ask('/apis/large', {}, 'PUT')
    expect([status, headers.connection]).toEqual([413, 'close'])
  })

  it('says nothing about the inside when something breaks', async () => {
    const { status, body } = await ask('/apis/throw')
    expect(status).toBe(500)
    expect(body.toString()).not.toContain('inside')
  })

  it('names a port in use and the way out', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const outcome = await listen(() => undefined, 'localhost', port)
    other.close()
    expect(outcome).toMatchObject({ ok: false, error: { message: `Port ${port} is in use by another program.` } })
    expect(outcome.ok ? '' : outcome.error.fix).toContain('--port')
  })
})
