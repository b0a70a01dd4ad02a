import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
}

interface StaticFile {
  readonly path: string
  readonly type: string
  readonly hashed: boolean
  readonly brotli: boolean
}

/**
 * Serves the built app from a folder. Browsers that navigate to an unknown path get the app's page, whose router knows it. A new build may replace
 * the files meanwhile: new names appear and the old ones vanish.
 */
export async function createStaticFiles(folder: string) {
  let files = await listFiles(folder)
  let listed = await changedAt(folder)

  /** The file at a path now; only listed files are ever read. */
  async function find(path: string, takesBrotli: boolean) {
    if (!files.has(path)) {
      const changed = await changedAt(folder)
      if (changed !== listed) files = await listFiles(folder)
      listed = changed
    }
    const file = files.get(path)
    if (file === undefined) return undefined
    const packed = file.brotli && takesBrotli ? await contentOf(`${file.path}.br`) : undefined
    const bytes = packed ?? (await contentOf(file.path))
    return bytes === undefined ? undefined : { ...file, bytes, isPacked: packed !== undefined }
  }

  return async function serve(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return plain(response, 405, 'Only GET and HEAD are possible here.\n', { allow: 'GET, HEAD' })
    }
    const takesBrotli = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))
    const file =
      (await find(path === '/' ? '/index.html' : path, takesBrotli)) ??
      (isNavigation(path, request) ? await find('/index.html', takesBrotli) : undefined)
    if (file === undefined) return plain(response, 404, 'There is nothing here.\n')
    const { bytes, hashed } = file
    const etag = hashed ? undefined : `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 24)}"`
    response.setHeader('content-type', file.type)
    response.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    if (file.brotli) response.setHeader('vary', 'accept-encoding')
    if (file.isPacked) response.setHeader('content-encoding', 'br')
    if (etag !== undefined) response.setHeader('etag', etag)
    if (etag !== undefined && request.headers['if-none-match'] === etag) {
      response.writeHead(304).end()
      return
    }
    response.writeHead(200, { 'content-length': bytes.length })
    response.end(request.method === 'HEAD' ? undefined : bytes)
  }
}

/** When the names below `/assets` last changed. */
async function changedAt(folder: string): Promise<number | undefined> {
  return stat(join(folder, 'assets')).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  )
}

async function contentOf(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined)
}

async function listFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const all = new Set(paths)
  return new Map(
    paths
      .filter((path) => !path.endsWith('.br'))
      .map((path) => {
        const url = `/${relative(folder, path).split(sep).join('/')}`
        const type = types[extname(path)] ?? 'application/octet-stream'
        // Vite puts a digest into every file name below /assets.
        return [url, { path, type, hashed: url.startsWith('/assets/'), brotli: all.has(`${path}.br`) }]
      }),
  )
}

function isNavigation(path: string, request: IncomingMessage): boolean {
  return !path.startsWith('/assets/') && /text\/html/.test(request.headers.accept ?? '')
}

function plain(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers })
    .end(text)
}
