import { Hono } from 'hono'
import { contract } from '#contract/contract.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { problem, problemSchema, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { openApi } from './http/open-api.ts'
import { otherMethods } from './http/other-methods.ts'
import { problemResponse } from './http/problems.ts'
import { readJson } from './http/read-body.ts'
import type { Route } from './http/route.ts'
import type { Ports } from './ports.ts'
import { isStorageFull } from './ports/storage-full.ts'
import { createRoutes } from './routes/routes.ts'
import { whoAsks } from './services/people/callers.ts'
import { endWhenNotAllowed } from './http/end-when-not-allowed.ts'
import { createServices, type Services } from './services/services.ts'

/** The platform API: the same in Node and behind msw. */
export interface Api {
  fetch(request: Request): Promise<Response>
  /** What else the process around it needs: Git access, notices of pushes, seeding. */
  readonly services: Services
  /** Ends streams, orchestrator and engine watch; what runs goes on with its supervisor. */
  close(): Promise<void>
}

/** Builds the platform API on its ports and resumes the runs that had not ended. */
export function createApi(ports: Ports): Api {
  const services = createServices(ports)
  const routes = createRoutes(ports, services)
  const app = new Hono()
  for (const route of routes) {
    app.on(route.endpoint.method, route.endpoint.path, (context) =>
      answer(route, context.req.raw, context.req.param(), ports, services),
    )
  }
  app.get('/apis/v1/openapi.json', () => Response.json(openApi(contract, ports.installation.version)))
  app.notFound(({ req }) => otherMethods(req.raw, (method) => app.router.match(method, req.path)[0].length > 0))
  services.orchestrator.start()
  services.webhooks.start()
  services.triggers.start()
  services.retention.start()
  services.proposals.start()
  return { fetch: async (request) => app.fetch(request), services, close: () => services.close() }
}

async function answer(
  route: Route,
  request: Request,
  params: Readonly<Record<string, string>>,
  ports: Ports,
  services: Services,
): Promise<Response> {
  const id = ports.ids.next()
  const response = await respond(route, request, params, ports, services).catch((error: unknown) => {
    // The log has the surprise by its id; the answer says nothing about the inside.
    const isFull = isStorageFull(error)
    const what = isFull ? 'the disk is full' : error instanceof Error ? (error.stack ?? error.message) : String(error)
    ports.report(`request ${id} ${route.endpoint.name} failed: ${what}`)
    if (isFull)
      return problemResponse(
        problem('storage-full', say`The disk of the server is full`, { fix: say`Free some space, then try again` }),
        request,
      )
    return problemResponse(problem('internal', say`Something went wrong inside (request ${id})`), request)
  })
  response.headers.set('x-request-id', id)
  return response
}

async function respond(
  route: Route,
  request: Request,
  params: Readonly<Record<string, string>>,
  ports: Ports,
  services: Services,
): Promise<Response> {
  const { endpoint } = route
  const project = params['project'] ?? ''
  const { name, person, token, caller } = await whoAsks(endpoint, request, project, ports, services)
  const wait = endpoint.access === 'public' ? services.publicRateLimit(name) : services.rateLimit(name)
  if (wait !== undefined) return tooMany(wait, request)
  let body: unknown
  const asked = caller.ok && goesOn(endpoint, request) ? watched(endpoint, request, project, ports, services) : request
  const result = caller.ok ? await route.run(asked, params, caller.value, (read) => (body = read)) : caller
  if (!caller.ok) body = await triedBody(endpoint, request, caller.error)
  const failed = result instanceof Response ? await problemOf(result) : result.ok ? undefined : result.error
  await services.noteAttempt({ endpoint, params, person, token, body, problem: failed })
  if (result instanceof Response) return result
  if (!result.ok) return problemResponse(result.error, request)
  return Response.json(result.value, { status: endpoint.status ?? 200, headers: { 'cache-control': 'no-store' } })
}

/** What a member sent who may not do this, for the audit log: well-formed words only. Whoever is no member leaves none. */
async function triedBody({ audit, body }: Endpoint, request: Request, { code }: Problem): Promise<unknown> {
  if (code !== 'not-allowed' || audit === undefined || audit === false || body === undefined) return undefined
  const read = await readJson(request)
  return read.ok && body.safeParse(read.value).success ? read.value : undefined
}

/** Whether an answer streams what is still to come. */
function goesOn({ answer }: Endpoint, { url }: Request): boolean {
  return answer === 'events' || (answer === 'bytes' && new URL(url).searchParams.get('follow') === '1')
}

function watched(endpoint: Endpoint, request: Request, project: string, ports: Ports, services: Services): Request {
  return endWhenNotAllowed(request, {
    clock: ports.clock,
    milliseconds: ports.installation.streams.milliseconds,
    closing: services.closing,
    async isAllowed() {
      const { caller } = await whoAsks(endpoint, request, project, ports, services)
      // An issuer that cannot be reached now takes no right away; the end of the token ends the stream by itself.
      return caller.ok || caller.error.code === 'unreachable'
    },
  })
}

function tooMany(wait: number, request: Request): Response {
  const seconds = Math.ceil(wait / 1000)
  const fix = say`Try again in ${seconds} s`
  const response = problemResponse(problem('too-many-requests', say`Too many requests at once`, { fix }), request)
  response.headers.set('retry-after', String(seconds))
  return response
}

/** The problem of an answer that a route has written itself. */
async function problemOf(response: Response): Promise<Problem | undefined> {
  if (response.status < 400) return undefined
  const data: unknown = await response
    .clone()
    .json()
    .catch(() => undefined)
  return problemSchema.safeParse(data).data ?? problem('internal', say`It was answered with ${response.status}`)
}
