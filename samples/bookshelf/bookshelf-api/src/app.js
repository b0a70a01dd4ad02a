import { createServer } from 'node:http'
import { answer } from './routes.js'

// The site stands at another origin and only reads.
const headers = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-cache',
  'access-control-allow-origin': '*',
}

/** The HTTP server, not yet listening. */
export function createApp({ version, log }) {
  return createServer((request, response) => {
    const started = performance.now()
    response.on('finish', () => {
      const line = `${request.method} ${request.url} ${response.statusCode} ${(performance.now() - started).toFixed(1)} ms`
      // Somebody asks for the health every second; that is worth a line only to those who look for it.
      if (request.url === '/healthz') log.debug(line)
      else log.info(line)
    })
    if (request.method === 'OPTIONS') {
      response.writeHead(204, { ...headers, 'access-control-allow-methods': 'GET, HEAD', 'access-control-allow-headers': '*' }).end()
      return
    }
    const { status, body } = answer(request.method, request.url, version)
    response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : `${JSON.stringify(body)}\n`)
  })
}
