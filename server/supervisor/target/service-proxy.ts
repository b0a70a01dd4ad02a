import { createServer, request as ask, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { saidBy } from '#domain/said-by.ts'
import { serviceUnavailablePage } from './unavailable-page.ts'

/** A ready replica: its port, and a counter of its running requests. */
export interface Backend {
  readonly port: number
  /** Call the result exactly once, when the request has ended. */
  borrow(): () => void
}

/** The stable address of a Service, which passes requests to its ready replicas in turn. */
export interface ServiceProxy {
  /** Resolves when it listens, or after `tries` (three take a moment) with the reason if another program has the port. */
  listening(tries?: number): Promise<string | undefined>
  close(): Promise<void>
}

export interface ServiceProxyOptions {
  readonly port: number
  /** Title of the page that people see when no replica is ready. */
  readonly title: string
  backends(): readonly Backend[]
  /** One sentence that says why none is ready. */
  reason(): string
}

const retryMs = 1000
/** An application that is ending frees its port within a try or two. */
const triesUntilTold = 3
const attemptsPerRequest = 3
// Headers of the connection, not of the message (RFC 9110, 7.6.1); Node writes its own.
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Opens the proxy; retries every second while another program has the port, because the URL must not change. */
export function openServiceProxy(options: ServiceProxyOptions): ServiceProxy {
  let turn = 0
  let closed = false
  let failure: string | undefined
  /** Settles after the current or next try. */
  let tried = Promise.withResolvers<void>()
  const server = createServer({ keepAliveTimeout: 5000 }, (request, response) => pass(request, response, 1))
  server.on('upgrade', (request, socket, head) => passUpgrade(next(), request, socket, head))
  // No limit: long polls and event streams are up to the application.
  server.requestTimeout = 0
  server.on('error', (error) => {
    failure = `Port ${options.port}, which belongs to ${options.title}, cannot be used: ${'code' in error && error.code === 'EADDRINUSE' ? 'another program listens there' : error.message}`
    tried.resolve()
    tried = Promise.withResolvers<void>()
    if (!closed) setTimeout(listen, retryMs).unref()
  })
  server.on('listening', () => {
    failure = undefined
    tried.resolve()
  })
  listen()

  function listen(): void {
    if (!closed) server.listen(options.port, '127.0.0.1')
  }

  function next(): Backend | undefined {
    const backends = options.backends()
    turn += 1
    return backends[turn % Math.max(1, backends.length)]
  }

  function pass(request: IncomingMessage, response: ServerResponse, attempt: number): void {
    const backend = next()
    if (backend === undefined) return unavailable(request, response)
    const giveBack = backend.borrow()
    response.on('close', giveBack)
    const asking = forward(request, backend.port)
    asking.on('response', (answer) => {
      answer.on('error', () => response.destroy())
      try {
        response.writeHead(answer.statusCode ?? 502, answer.statusMessage, passable(answer.rawHeaders))
      } catch (error) {
        // Node reads answers that it does not write, such as one with the status 99.
        return refuse(response, `The answer of the application is not HTTP: ${saidBy(error)}`)
      }
      answer.pipe(response)
    })
    asking.on('error', (error) => {
      // The client has gone: nobody waits for another try, and nothing would end it.
      if (response.destroyed) return
      if (response.headersSent) return void response.destroy()
      response.off('close', giveBack)
      giveBack()
      const refused = 'code' in error && error.code === 'ECONNREFUSED'
      // Retry if nothing reached the application, or only a request that is safe to repeat.
      const again = refused || ((request.method === 'GET' || request.method === 'HEAD') && !hasBody(request))
      if (again && attempt < attemptsPerRequest && !hasBody(request)) return pass(request, response, attempt + 1)
      refuse(response, `The application broke the connection: ${error.message}`)
    })
    response.on('close', () => asking.destroy())
    if (hasBody(request)) request.pipe(asking)
    else asking.end()
  }

  function unavailable(request: IncomingMessage, response: ServerResponse): void {
    request.resume()
    const html = (request.headers.accept ?? '').includes('text/html')
    const body = html
      ? serviceUnavailablePage(options.title, options.reason())
      : `${options.title} is not ready: ${options.reason()}\n`
    response.writeHead(503, {
      'content-type': html ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
      'retry-after': '2',
      'cache-control': 'no-store',
      // One application's site calls another's API; without this header the browser would hide the reason.
      'access-control-allow-origin': '*',
    })
    response.end(body)
  }

  return {
    async listening(tries = triesUntilTold) {
      for (let left = tries; left > 0 && !server.listening && !closed; left -= 1) await tried.promise
      return server.listening ? undefined : (failure ?? `Port ${options.port} cannot be used`)
    },
    close() {
      closed = true
      tried.resolve()
      return new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

function refuse(response: ServerResponse, why: string): void {
  response.writeHead(502, 'Bad Gateway', { 'content-type': 'text/plain; charset=utf-8' }).end(`${why}\n`)
}

/** Connects a client that upgrades the protocol (WebSocket) to the application. */
function passUpgrade(backend: Backend | undefined, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  socket.on('error', () => socket.destroy())
  if (backend === undefined) return void socket.end('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n')
  socket.on('close', backend.borrow())
  const headers = [...passable(request.rawHeaders), 'connection', 'upgrade', 'upgrade', request.headers.upgrade ?? '']
  const asking = askBackend(request, backend.port, headers)
  asking.on('upgrade', (answer, upstream, upstreamHead) => {
    const lines = [
      `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`,
      ...pairs(answer.rawHeaders).map(([name, value]) => `${name}: ${value}`),
    ]
    socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    socket.write(upstreamHead)
    upstream.write(head)
    upstream.on('error', () => socket.destroy())
    upstream.on('close', () => socket.destroy())
    socket.on('close', () => upstream.destroy())
    upstream.pipe(socket).pipe(upstream)
  })
  asking.on('response', (answer) => {
    socket.write(`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\nconnection: close\r\n\r\n`)
    answer.pipe(socket)
  })
  asking.on('error', () => socket.destroy())
  socket.on('close', () => asking.destroy())
  asking.end()
}

function forward(request: IncomingMessage, port: number): ClientRequest {
  const headers = [
    ...passable(request.rawHeaders),
    'x-forwarded-for',
    request.socket.remoteAddress ?? '',
    'x-forwarded-proto',
    'http',
  ]
  if (request.headers['transfer-encoding'] !== undefined) headers.push('transfer-encoding', 'chunked')
  return askBackend(request, port, headers)
}

/** Opens a new connection per request: a stopping replica could close a kept one. */
function askBackend({ method, url: path }: IncomingMessage, port: number, headers: readonly string[]): ClientRequest {
  return ask({ host: '127.0.0.1', port, method, path, headers, agent: false })
}

function hasBody(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
}

function pairs(raw: readonly string[]): readonly (readonly [string, string])[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []))
}

function passable(raw: readonly string[]): string[] {
  const named = new Set(
    pairs(raw)
      .filter(([name]) => name.toLowerCase() === 'connection')
      .flatMap(([, value]) => value.toLowerCase().split(/\s*,\s*/)),
  )
  return pairs(raw)
    .filter(([name]) => !hopByHop.has(name.toLowerCase()) && !named.has(name.toLowerCase()))
    .flatMap(([name, value]) => (name.toLowerCase() === 'cookie' ? ownCookies(name, value) : [name, value]))
}

/**
 * Removes the workbench's cookies. Cookies ignore ports, so a browser that opens an application under the workbench's host name (`localhost`) sends
 * those too, and they are none of the application's business.
 */
function ownCookies(name: string, value: string): readonly string[] {
  const own = value.split(';').filter((cookie) => !/^\s*lw\d+_/.test(cookie))
  return own.length === 0 ? [] : [name, own.join(';').trim()]
}
