import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { type Api, createApi } from '#server/api.ts'
import type { Ports } from '#server/ports.ts'
import { createGitHttp } from '../git/git-http.ts'
import { createDispatch } from '../http/dispatch.ts'
import { listen, type Listening } from '../http/listen.ts'
import { createStaticFiles } from '../http/static-files.ts'
import { createOutgoing } from '../outgoing/outgoing-http.ts'
import { ensureSupervisor, type SupervisorHandle } from '../supervisor-process.ts'
import { watchSupervisor } from '../supervisor-watch.ts'
import { chooseIdentity, findIssuer, type FoundIssuer } from './choose-identity.ts'
import { print } from './console.ts'
import { lockData, type DataLock } from './data-lock.ts'
import { diskFull } from './disk-full.ts'
import { unusableData } from './unusable-data.ts'
import { removeLeftovers } from './leftovers.ts'
import type { Options } from './options.ts'
import { createPorts, type NodePorts } from './ports.ts'
import { seedSample } from './seed.ts'

export interface RunningServer {
  readonly origin: string
  /** The address to open: the sign-in link, or the workbench with an external issuer. */
  readonly link: string
  /** The sign-in code of the embedded issuer. */
  readonly code?: string
  /** Ends streams, then the server; also running steps and applications unless they are to be kept. */
  close(reason: string): Promise<void>
}

const appFolder = fileURLToPath(new URL('../../../dist', import.meta.url))

/** The composition root: opens everything that the platform needs on this machine in order, and closes it in reverse. */
export async function startServer(options: Options): Promise<Result<RunningServer, Problem>> {
  const closers: (() => Promise<void> | void)[] = []
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  const refused = async (reason: Problem): Promise<Result<never, Problem>> => {
    await close()
    return err(reason)
  }

  const lock = lockData(options.dataDir)
  if (!lock.ok) return lock
  closers.push(() => lock.value.release())
  // Lists leftovers before anything new is written; removes them in the background.
  void removeLeftovers(options.dataDir)
  // Port and issuer come first: if one is unavailable, nothing else should have started.
  const gate = createGate()
  const listening = await listen(gate.listener, options.host, options.port)
  if (!listening.ok) return refused(listening.error)
  const origin =
    options.publicOrigin ??
    `http://${options.host === '127.0.0.1' ? 'localhost' : options.host}:${listening.value.port}`
  closers.push(() => listening.value.close(0))
  const issuer = await findIssuer(options)
  if (!issuer.ok) return refused(issuer.error)
  const supervisor = await ensureSupervisor(options.dataDir)
  if (!supervisor.ok) return refused(supervisor.error)
  closers.push(() => supervisor.value.stop({ keep: options.keep }))
  closers.push(watchSupervisor(options.dataDir, supervisor.value, { say: print }))
  try {
    return await open(options, origin, {
      lock: lock.value,
      listening: listening.value,
      issuer: issuer.value,
      supervisor: supervisor.value,
      gate,
      closers,
      close,
      refused,
    })
  } catch (error) {
    await close()
    const known = diskFull(error, options.dataDir) ?? unusableData(error, options.dataDir)
    if (known === undefined) throw error
    return err(known)
  }
}

interface Opened {
  readonly lock: DataLock
  readonly listening: Listening
  readonly issuer: FoundIssuer | undefined
  readonly supervisor: SupervisorHandle
  readonly gate: Gate
  readonly closers: (() => Promise<void> | void)[]
  readonly close: () => Promise<void>
  readonly refused: (reason: Problem) => Promise<Result<never, Problem>>
}

async function open(options: Options, origin: string, opened: Opened): Promise<Result<RunningServer, Problem>> {
  const { lock, listening, issuer, supervisor, gate, closers, close, refused } = opened
  const node: NodePorts = await createPorts(options.dataDir, supervisor)
  closers.push(() => node.close())
  const seeded = await seedSample(node.ports)
  if (!seeded.ok) return refused(seeded.error)
  const identity = await chooseIdentity(options.dataDir, issuer, origin, node.ports.projects)
  const { embedded, config, issuerOrigin, grants } = identity
  closers.push(() => embedded?.close())
  // Requests end before the things they use close; streams end first, with the API.
  closers.push(() => listening.close(2000))
  const api = createApi({
    ...node.ports,
    outgoing: createOutgoing({ allowPrivate: options.allowPrivateWebhooks }),
    credentials: {
      ...node.ports.credentials,
      async signOutEverywhere(person, at) {
        await node.ports.credentials.signOutEverywhere(person, at)
        embedded?.signOut(person)
      },
    },
    identity: identity.identity,
    installation: node.installation(config, origin, grants),
  })
  closers.push(() => api.close())
  const git = createGitHttp({
    root: node.repositoriesFolder,
    authorise: (repository, credential) => api.services.gitTokens.authorise(repository, credential),
    onPush: async ({ project, repository, by }) => api.services.pushed(project, repository, by),
  })
  gate.open(
    createDispatch({
      origin,
      ...(issuerOrigin === undefined ? {} : { issuer: issuerOrigin }),
      api: api.fetch,
      git,
      ...(embedded === undefined ? {} : { embeddedIssuer: embedded }),
      app: await createStaticFiles(appFolder).catch(() => notBuilt),
      log: print,
    }),
  )
  lock.tell(origin)
  void prepareProjects(api, node.ports)
  return ok({
    origin,
    link: embedded?.link ?? origin,
    ...(embedded === undefined ? {} : { code: embedded.code }),
    close,
  })
}

/**
 * Compiles ahead what the first pages need, while people still sign in: first pipelines, then the list of adapters. One project at a time, so that
 * requests for another project come first.
 */
async function prepareProjects({ services }: Api, { projects }: Pick<Ports, 'projects'>): Promise<void> {
  for (const { name } of await projects.list()) {
    const prepared = [
      services.runLists.keepUp(name),
      services.worlds.read(name).then(() => services.worlds.adapters(name)),
    ]
    // A request will report the failure.
    await Promise.allSettled(prepared)
  }
}

async function notBuilt(_path: string, _request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' })
  response.end('The workbench is not built: start with npm start, or open the address of npm run dev.\n')
}

interface Gate {
  readonly listener: RequestListener
  open(listener: RequestListener): void
}

/** Answers "not yet" until the platform behind it is ready. */
function createGate(): Gate {
  let current: RequestListener = (_, response) => {
    // A browser that came too early asks again by itself.
    const headers = { 'retry-after': '1', refresh: '1', 'content-type': 'text/plain; charset=utf-8' }
    response.writeHead(503, headers).end('Starting\n')
  }
  return {
    listener: (request, response) => current(request, response),
    open(listener) {
      current = listener
    },
  }
}
