import { spawn } from 'node:child_process'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { createInTurn, type InTurn } from '#domain/in-turn.ts'
import type { HostedRepository } from '#server/ports/repositories.ts'
import { repositoryFolder } from './hosted-repositories.ts'
import { receiveBody, type NotReceived, type ReceivedBody } from './received-body.ts'
import { gitEnvironment, runGit } from './run-git.ts'

/** What a person may do with one repository; undefined for an unknown client, who is asked to sign in. */
export interface GitAccess {
  readonly person: { readonly id: string; readonly name: string }
  readonly read: boolean
  readonly write: boolean
  /** Whether they may not push to the default branch. */
  readonly isKeptOff?: boolean
}

/** A ref that a push changed; no `before` means created, no `after` means deleted. */
export interface Push extends HostedRepository {
  readonly ref: string
  readonly before?: string
  readonly after?: string
  readonly by: GitAccess['person']
}

export interface GitHttpOptions {
  readonly root: string
  /** `credential` is the password of HTTP Basic or a bearer token; any user name will do. */
  authorise(repository: HostedRepository, credential: string | undefined): Promise<GitAccess | undefined>
  onPush(push: Push): Promise<void>
  /** Largest pack of one push in bytes; 256 MiB by default. */
  readonly largestPush?: number
  /** How long a client may stay silent during a request, in milliseconds; one minute by default. */
  readonly silenceMs?: number
}

const route = /^\/git\/([^/]+)\/([^/]+)\.git\/(info\/refs|git-upload-pack|git-receive-pack)$/

/**
 * Serves Git's smart HTTP protocol at `/git/<project>/<repository>.git` through `git http-backend`. No hook ever runs: comparing the refs before and
 * after a push tells who changed what, so each repository takes one push at a time.
 */
export function createGitHttp(
  options: GitHttpOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const turns = new Map<string, InTurn>()
  const limit = options.largestPush ?? 256 * 2 ** 20

  /** Takes one push per repository at a time, or nobody could tell who changed which ref. */
  function push({ folder, hosted }: Asked, by: GitAccess['person'], run: () => Promise<void>): Promise<void> {
    const inTurn = turns.get(folder) ?? createInTurn()
    turns.set(folder, inTurn)
    return inTurn(async () => {
      const old = await readRefs(folder)
      await run()
      for (const change of changesBetween(old, await readRefs(folder)))
        await options.onPush({ ...hosted, ...change, by })
    })
  }

  return async function handleGit(request, response) {
    const asked = askedOf(request, options.root)
    if ('refusal' in asked) return plain(response, ...asked.refusal)
    const admitted = await admit(asked, request, response)
    if (admitted === undefined) return
    if ((await stat(asked.folder).catch(() => undefined)) === undefined)
      return plain(response, 404, 'There is no such repository')
    const body = request.method === 'POST' ? await receive(asked, request) : undefined
    if (typeof body === 'string') return notReceived(request, response, body)
    try {
      const run = async () => {
        // Check again: the client may have lost the right during a long upload, or while others pushed before it.
        const access = body === undefined ? admitted : await admit(asked, request, response)
        if (access === undefined) return
        await runBackend(request, response, { asked, access, body, closed: await closedTo(asked, access), limit })
      }
      await (asked.writes && body !== undefined ? push(asked, admitted.person, run) : run())
    } finally {
      await body?.file.close()
    }
  }

  /** Returns the client's access, or sends the refusal and returns undefined. */
  async function admit(
    { hosted, writes }: Asked,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<GitAccess | undefined> {
    const access = await options.authorise(hosted, credentialOf(request.headers.authorization))
    if (access === undefined) {
      response.setHeader('www-authenticate', 'Basic realm="Linewright"')
      plain(response, 401, 'Sign in with any user name and a token as password')
      return undefined
    }
    if (writes ? access.write : access.read) return access
    plain(response, 403, `${access.person.name} may not ${writes ? 'push to' : 'read'} this repository`)
    return undefined
  }

  function receive({ writes }: Asked, request: IncomingMessage): Promise<ReceivedBody | NotReceived> {
    return receiveBody(request, {
      folder: join(options.root, '.received'),
      // Git itself refuses packs that are too large; the extra bytes are for the list of refs.
      largest: (writes ? limit : 0) + 16 * 2 ** 20,
      silenceMs: options.silenceMs ?? 60_000,
    })
  }
}

function notReceived(request: IncomingMessage, response: ServerResponse, why: NotReceived): void {
  if (why === 'gone') return void request.destroy()
  response.setHeader('connection', 'close')
  if (why === 'too-large') plain(response, 413, 'This is more than may be sent at once')
  else plain(response, 507, 'The disk of the server is full')
}

/** The ref that the person may not change; empty when there is none. */
async function closedTo({ folder }: Asked, { isKeptOff }: GitAccess): Promise<string> {
  return isKeptOff === true ? (await runGit(['symbolic-ref', 'HEAD'], { directory: folder })).stdout.trim() : ''
}

interface Asked {
  readonly hosted: HostedRepository
  readonly folder: string
  readonly writes: boolean
  /** The rest of the path after the repository. */
  readonly suffix: string
  readonly query: string
}

/** Parses which repository and Git operation a request asks for, or why it is not a Git request. */
function askedOf(
  request: IncomingMessage,
  root: string,
): Asked | { readonly refusal: readonly [status: number, text: string] } {
  // Uses the raw path, since `URL` would resolve every `..` first.
  const [path = '', query = ''] = (request.url ?? '').split('?', 2)
  const [, project = '', repository = '', suffix = ''] = route.exec(path) ?? []
  const hosted = { project, repository }
  const folder = repositoryFolder(root, hosted)
  if (folder === undefined) return { refusal: [404, 'There is no such repository'] }
  const service = suffix === 'info/refs' ? new URLSearchParams(query).get('service') : suffix
  if (service !== 'git-upload-pack' && service !== 'git-receive-pack')
    return { refusal: [403, 'Use a Git client of version 1.6.6 or newer'] }
  if (request.method !== (suffix === 'info/refs' ? 'GET' : 'POST')) return { refusal: [405, 'Not with this method'] }
  return { hosted, folder, writes: service === 'git-receive-pack', suffix, query }
}

function credentialOf(header: string | undefined): string | undefined {
  const [scheme = '', value = ''] = (header ?? '').split(' ')
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() !== 'basic') return undefined
  const text = Buffer.from(value, 'base64').toString()
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) : undefined
}

function plain(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end(`${text}\n`)
}

interface BackendCall {
  readonly asked: Asked
  readonly access: GitAccess
  readonly limit: number
  readonly body: ReceivedBody | undefined
  /** A ref that this person may not change; empty for none. */
  readonly closed: string
}

async function runBackend(
  request: IncomingMessage,
  response: ServerResponse,
  { asked, access: { person }, limit, body, closed }: BackendCall,
): Promise<void> {
  // The client left while it waited for its turn, so nobody would read Git's answer.
  if (response.destroyed) return
  const config = {
    'http.receivepack': 'true',
    'receive.maxInputSize': String(limit),
    'receive.fsckObjects': 'true',
    'receive.denyDeleteCurrent': 'refuse',
    'transfer.hideRefs': 'refs/internal',
    // Git refuses pushes to refs that are hidden from them; fetches still see these refs.
    ...(closed === '' ? {} : { 'receive.hideRefs': closed }),
  }
  const header = (name: string): Record<string, string> => {
    const value = request.headers[name]
    return typeof value === 'string' ? { [`HTTP_${name.toUpperCase().replaceAll('-', '_')}`]: value } : {}
  }
  const child = spawn('git', ['http-backend'], {
    env: {
      ...gitEnvironment(config),
      ...header('content-encoding'),
      ...header('git-protocol'),
      ...header('accept-encoding'),
      ...(request.headers['git-protocol'] === undefined
        ? {}
        : { GIT_PROTOCOL: String(request.headers['git-protocol']) }),
      ...(body === undefined ? {} : { CONTENT_LENGTH: String(body.size) }),
      GIT_HTTP_EXPORT_ALL: '1',
      // Safe: this folder was found through validated names, not built from the request.
      GIT_PROJECT_ROOT: asked.folder,
      PATH_INFO: `/${asked.suffix}`,
      REQUEST_METHOD: request.method ?? 'GET',
      QUERY_STRING: asked.query,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      REMOTE_USER: person.id,
      GIT_COMMITTER_NAME: person.name,
      GIT_COMMITTER_EMAIL: `${person.id.replaceAll(/[^A-Za-z0-9.-]/g, '-')}@linewright.invalid`,
    },
    stdio: [body?.file.fd ?? 'ignore', 'pipe', 'ignore'],
  })
  return new Promise((resolve) => {
    response.on('close', () => child.kill())
    let head = Buffer.alloc(0)
    let begun = false
    child.stdout?.on('data', (bytes: Buffer) => {
      if (!begun) {
        head = Buffer.concat([head, bytes])
        const end = head.indexOf('\r\n\r\n')
        if (end === -1) return
        begun = true
        writeHead(response, head.subarray(0, end).toString('latin1'))
        bytes = head.subarray(end + 4)
      }
      if (bytes.length > 0 && !response.write(bytes)) {
        child.stdout?.pause()
        response.once('drain', () => child.stdout?.resume())
      }
    })
    child.on('error', () => plain(response, 500, 'Git is not installed on this machine'))
    child.on('close', () => {
      if (!response.headersSent) plain(response, 500, 'Git could not answer')
      else response.end()
      resolve()
    })
  })
}

function writeHead(response: ServerResponse, head: string): void {
  let status = 200
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    const value = line.slice(colon + 1).trim()
    if (name === 'status') status = Number.parseInt(value, 10)
    else response.setHeader(name, value)
  }
  response.writeHead(status)
}

async function readRefs(directory: string): Promise<ReadonlyMap<string, string>> {
  const refs = await runGit(['for-each-ref', '--format=%(refname) %(objectname)'], { directory })
  return new Map(
    refs.stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' '))
      .map(([ref = '', commit = '']) => [ref, commit]),
  )
}

function changesBetween(old: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>) {
  const refs = [...new Set([...old.keys(), ...now.keys()])].filter((ref) => old.get(ref) !== now.get(ref))
  return refs.map((ref) => {
    const [before, after] = [old.get(ref), now.get(ref)]
    return { ref, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }
  })
}
