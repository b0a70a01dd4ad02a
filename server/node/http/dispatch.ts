import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { hostCheck } from './hosts.ts'
import { securityHeaders, setHeaders } from './security-headers.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void

export interface DispatchOptions {
  /** The public origin, without a trailing slash. */
  readonly origin: string
  /** Origin of an issuer elsewhere, for the security policy. */
  readonly issuer?: string
  readonly api: (request: Request) => Response | Promise<Response>
  readonly git: (request: IncomingMessage, response: ServerResponse) => unknown
  readonly embeddedIssuer?: { owns(path: string): boolean; handle: Handler }
  readonly app: (path: string, request: IncomingMessage, response: ServerResponse) => Promise<void>
  readonly log: (line: string) => void
}

/** Makes the server's only request listener: checks the host, sets headers, and passes the request to the owner of its path. */
export function createDispatch(options: DispatchOptions): RequestListener {
  const { origin, api, git, embeddedIssuer, app, log } = options
  const isOurs = hostCheck(origin)
  const headers = securityHeaders(options.issuer)
  const apiListener = getRequestListener(api, { overrideGlobalObjects: false })
  const { hostname } = new URL(origin)

  return (request, response) => {
    setHeaders(response, headers)
    if (!isOurs(request.headers.host)) {
      const text = `This server answers to ${hostname} only. If that is you, start it with --public-url.\n`
      response.writeHead(421, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
      return
    }
    handle(request, response).catch((error: unknown) => fail(error, request, response))
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/'
    const path = url.split('?', 1)[0] ?? '/'
    if (path.startsWith('/apis/')) return apiListener(request, response)
    if (path.startsWith('/git/')) return void (await git(request, response))
    if (embeddedIssuer?.owns(path) === true) return embeddedIssuer.handle(request, response)
    // Deployed applications are at 127.0.0.1 and cookies ignore ports, so the workbench must use another host.
    if (isPage(request) && !sameHost(request.headers.host, hostname)) {
      response.writeHead(307, { location: `${origin}${url.startsWith('//') ? '/' : url}` }).end()
      return
    }
    return app(decodePath(path), request, response)
  }

  // Logs unexpected errors by id; the answer reveals nothing internal.
  function fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    if (response.destroyed || request.destroyed) return
    const id = randomUUID()
    log(
      `request ${id} ${request.method ?? ''} ${(request.url ?? '').split('?', 1)[0] ?? ''} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
    if (response.headersSent) {
      response.destroy()
      return
    }
    response.writeHead(500, { 'content-type': 'application/problem+json' })
    response.end(JSON.stringify({ code: 'internal', message: `Something went wrong inside (request ${id}).` }))
  }
}

function isPage(request: IncomingMessage): boolean {
  return request.method === 'GET' && /text\/html/.test(request.headers.accept ?? '')
}

function sameHost(header: string | undefined, hostname: string): boolean {
  return URL.canParse(`http://${header ?? ''}`) && new URL(`http://${header ?? ''}`).hostname === hostname
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
