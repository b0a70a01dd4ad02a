import { Hono } from 'hono'
import { contract } from '#contract/contract.ts'
import { can, rolesThatCan, type Permission } from '#domain/access/roles.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { bearerOf } from './http/bearer.ts'
import { openApi } from './http/open-api.ts'
import { problemResponse } from './http/problems.ts'
import type { Caller, Route } from './http/route.ts'
import type { Ports } from './ports.ts'
import { createRoutes } from './routes/routes.ts'
import { createServices, type Services } from './services/services.ts'
import { taskTokenPrefix } from './services/task-tokens.ts'

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
  app.notFound(() =>
    problemResponse(problem('not-found', 'There is no such address', { fix: 'See /apis/v1/openapi.json' })),
  )
  services.orchestrator.start()
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
    ports.report(
      `request ${id} ${route.endpoint.name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
    const full = error instanceof Error && /ENOSPC|database or disk is full/.test(error.message)
    if (full)
      return problemResponse(
        problem('storage-full', 'The disk of the server is full', { fix: 'Free some space, then try again' }),
      )
    return problemResponse(problem('internal', `Something went wrong inside (request ${id})`))
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
  const caller = await callerOf(route, request, params, ports, services)
  if (!caller.ok) return problemResponse(caller.error)
  const result = await route.run(request, params, caller.value)
  if (result instanceof Response) return result
  if (!result.ok) return problemResponse(result.error)
  return Response.json(result.value, { status: endpoint.status ?? 200, headers: { 'cache-control': 'no-store' } })
}

const nobody: Caller = {
  person: { id: '', name: '' },
  member: { person: { id: '', name: '' }, role: 'reader', teams: [] },
  task: { project: '', run: '', attempt: 0, stage: '', application: '', deployment: '', environment: '' },
  expiresAt: Infinity,
}

async function callerOf(
  { endpoint }: Route,
  request: Request,
  params: Readonly<Record<string, string>>,
  ports: Ports,
  services: Services,
): Promise<Result<Caller, Problem>> {
  const { access } = endpoint
  if (access === 'public' || access === 'signed-url') return ok(nobody)
  const token = bearerOf(request)
  if (token === undefined) return err(problem('not-signed-in', 'This needs a signed-in person', { fix: 'Sign in' }))
  const isTask = token.startsWith(taskTokenPrefix)
  if (access === 'task') {
    if (!isTask) return err(problem('not-allowed', 'Only running tasks may ask this'))
    const task = await services.liveTask(token)
    return task.ok ? ok({ ...nobody, task: task.value }) : task
  }
  if (isTask) return err(problem('not-allowed', 'A task may use its own addresses only, below /apis/v1/task'))
  const verified = await ports.identity.verify(token)
  if (!verified.ok) return verified
  const { person, expiresAt } = verified.value
  if (access === 'signed-in') return ok({ ...nobody, person, expiresAt })
  return memberOf(ports, params['project'] ?? '', { ...nobody, person, expiresAt }, access)
}

async function memberOf(
  ports: Ports,
  project: string,
  caller: Caller,
  permission: Permission,
): Promise<Result<Caller, Problem>> {
  const member = (await ports.projects.members(project)).find(({ person }) => person.id === caller.person.id)
  if (member === undefined)
    return err(
      problem('not-found', `There is no project ${project} for you`, { fix: 'Ask an admin of the project to add you' }),
    )
  if (can(member.role, permission)) return ok({ ...caller, member })
  const roles = rolesThatCan(permission).join(', ')
  return err(
    problem('not-allowed', `As ${member.role} you may not do this (${permission})`, {
      fix: `It takes one of the roles: ${roles}`,
    }),
  )
}
