import { createServer, STATUS_CODES, type RequestListener, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'

export interface Listening {
  readonly port: number
  /** Takes no new connections, gives running answers `graceMs` milliseconds, then cuts them off. */
  close(graceMs: number): Promise<void>
}

/** Listens on one address. `localhost` means both loopback addresses, since browsers try either first. Port 0 takes a free one. */
export async function listen(
  listener: RequestListener,
  host: string,
  port: number,
): Promise<Result<Listening, Problem>> {
  const addresses = host === 'localhost' ? ['127.0.0.1', '::1'] : [host]
  const servers: Server[] = []
  let chosen = port
  for (const address of addresses) {
    const outcome = await listenOn(listener, address, chosen)
    if (outcome.ok) {
      servers.push(outcome.value.server)
      chosen = outcome.value.port
    } else if (!(address === '::1' && ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(outcome.error.code ?? ''))) {
      await Promise.all(servers.map((server) => closeServer(server, 0)))
      return err(refusal(outcome.error, host, chosen))
    }
  }
  return ok({
    port: chosen,
    close: async (graceMs) => {
      await Promise.all(servers.map((server) => closeServer(server, graceMs)))
    },
  })
}

function listenOn(
  listener: RequestListener,
  host: string,
  port: number,
): Promise<Result<{ server: Server; port: number }, NodeJS.ErrnoException>> {
  // Log streams and uploads outlast Node's limit for one request.
  const server = createServer({ requestTimeout: 0, headersTimeout: 30_000, keepAliveTimeout: 30_000 }, listener)
  return new Promise((resolve) => {
    server.once('error', (error) => resolve(err(error)))
    server.on('clientError', refuseUnread)
    server.listen({ host, port }, () => {
      const address = server.address()
      resolve(ok({ server, port: typeof address === 'object' && address !== null ? address.port : port }))
    })
  })
}

/** Answers on the socket itself what never becomes a request: invalid HTTP, or a head longer than Node takes. */
function refuseUnread(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, said] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? [
          431,
          problem('too-large', 'The address of the request, with its headers, is longer than 16 kB', {
            fix: 'Ask for less at once',
          }),
        ]
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? [408, problem('timed-out', 'The request did not come to its end')]
        : [400, problem('invalid-request', 'The request is not HTTP/1.1')]
  const body = JSON.stringify({ title: said.message, status, ...said })
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\ncontent-type: application/problem+json\r\ncontent-length: ${body.length}`
  socket.end(`${head}\r\nconnection: close\r\n\r\n${body}`)
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}

function refusal(error: NodeJS.ErrnoException, host: string, port: number): Problem {
  if (error.code === 'EADDRINUSE') {
    const fix = `Stop the other program or choose another port: npm start -- --port ${port + 100}`
    return problem('not-possible-now', `Port ${port} is in use by another program.`, { fix })
  }
  if (error.code === 'EACCES') {
    return problem('not-allowed', `Port ${port} is reserved for the administrator.`, {
      fix: 'Choose a port above 1023: npm start -- --port 7480',
    })
  }
  const fix = 'Choose an address of this machine with --host, or leave it out.'
  return problem(
    'not-possible-now',
    `The server cannot listen on ${host}, port ${port} (${error.code ?? error.message}).`,
    { fix },
  )
}
