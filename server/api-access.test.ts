import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createApiToken } from '#contract/api-tokens.ts'
import { contract } from '#contract/contract.ts'
import { pathOf, type Endpoint } from '#contract/endpoint.ts'
import { listRuns } from '#contract/run-lists.ts'
import { readTaskManifests } from '#contract/tasks.ts'
import { permissions, type Permission, type Role } from '#domain/access/roles.ts'
import { scopes, scopesCover } from '#domain/access/scopes.ts'
import type { Api } from './api.ts'
import { createRoutes } from './routes/routes.ts'
import { createTaskTokens } from './services/runs/task-tokens.ts'
import { call, parsed, until } from './testing/calls.ts'
import { createMemoryPlatform, type MemoryPlatform } from './testing/memory-platform.ts'
import { isStage, startRelease } from './testing/shop.ts'

let platform: MemoryPlatform
let api: Api
let taskToken: string

beforeAll(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
  const { id } = await startRelease(api)
  await until(api, id, isStage('build', 'running'))
  const identity = {
    project: 'shop',
    run: id,
    attempt: 1,
    stage: 'build',
    application: 'api',
    deployment: 'staging',
    environment: 'staging',
  }
  taskToken = await createTaskTokens(platform.ports.tokenKey).sign(identity)
})
afterAll(() => api.close())

const openApiSchema = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
})

/** Written out, not computed: a change of what a role may do has to be made here too. */
const allowed: Readonly<Record<Permission, readonly Role[]>> = {
  'project.read': ['reader', 'developer', 'approver', 'admin'],
  'line.edit': ['developer', 'admin'],
  'parameters.edit': ['developer', 'admin'],
  'secrets.write': ['developer', 'admin'],
  'run.start': ['developer', 'approver', 'admin'],
  'run.cancel': ['developer', 'approver', 'admin'],
  'repository.push': ['developer', 'admin'],
  'gate.comment': ['developer', 'approver', 'admin'],
  'gate.decide': ['approver', 'admin'],
  'gate.bypass': ['admin'],
  'project.admin': ['admin'],
}

/** A token of an admin for each scope alone. */
async function adminTokens(): Promise<readonly { readonly scope: (typeof scopes)[number]; readonly token: string }[]> {
  return Promise.all(
    scopes.map(async (scope) => {
      const made = call(api, 'aya', 'POST', 'projects/shop/tokens', { name: scope, scopes: [scope] })
      return { scope, token: (await parsed(made, createApiToken.response)).token }
    }),
  )
}

async function firstRun(): Promise<string> {
  const { runs } = await parsed(call(api, 'lea', 'GET', 'projects/shop/runs'), listRuns.response)
  return runs[0]?.id ?? ''
}

async function ask(endpoint: Endpoint, token: string | undefined): Promise<Response> {
  const names = [...endpoint.path.matchAll(/:([a-zA-Z]+)/g)].map(([, name]) => [
    name ?? '',
    name === 'project' ? 'shop' : 'x',
  ])
  const path = pathOf(endpoint.path, Object.fromEntries(names)).replace('/apis/v1/', '')
  const response = await call(api, token, endpoint.method, path, endpoint.method === 'GET' ? undefined : {})
  await response.body?.cancel()
  return response
}

describe('every endpoint of the contract', () => {
  it('has exactly one route', () => {
    const bound = createRoutes(platform.ports, api.services).map(({ endpoint }) => endpoint.name)
    expect([...bound].sort()).toEqual(contract.map(({ name }) => name).sort())
  })

  it.each(contract.map((endpoint) => [endpoint.name, endpoint] as const))(
    '%s lets in only whom its access names',
    async (_, endpoint) => {
      const { access } = endpoint
      const status = async (token: string | undefined): Promise<number> => (await ask(endpoint, token)).status
      if (access === 'public') {
        expect(await status(undefined)).toBe(200)
        return
      }
      if (access === 'signed-url') {
        expect(await status(undefined)).toBe(403)
        expect(await status('aya')).toBe(403)
        return
      }
      expect(await status(undefined)).toBe(401)
      expect(await status('nonsense')).toBe(access === 'task' ? 403 : 401)
      expect(await status('lwt_forged.c2lnbmF0dXJl')).toBe(access === 'task' ? 401 : 403)
      if (access === 'task') {
        expect(await status('aya')).toBe(403)
        expect(await status(taskToken)).not.toBe(401)
        expect(await status(taskToken)).not.toBe(403)
        return
      }
      expect(await status(taskToken)).toBe(403)
      if (access === 'signed-in') {
        // Somebody of no project at all; may be signed out everywhere afterwards.
        // 400: let in, but the call of this test has no body.
        expect([200, 400]).toContain(await status('max'))
        return
      }
      expect(await status('eve')).toBe(404)
      for (const [person, role] of [
        ['lea', 'reader'],
        ['dan', 'developer'],
        ['mio', 'approver'],
        ['aya', 'admin'],
      ] as const) {
        const answered = await status(person)
        if (allowed[access].includes(role)) expect(answered, person).not.toBe(403)
        else expect(answered, person).toBe(403)
      }
    },
  )

  it('is open to a token exactly as far as its scope goes', async () => {
    expect(permissions.filter((permission) => !scopesCover(scopes, permission))).toEqual([])
    const tokens = await adminTokens()
    for (const endpoint of contract) {
      const { access } = endpoint
      if (access === 'public' || access === 'signed-url' || access === 'signed-in' || access === 'task') continue
      for (const { scope, token } of tokens) {
        const answered = (await ask(endpoint, token)).status
        // Tokens manage no tokens, whatever their scope.
        const isClosed = !scopesCover([scope], access) || ['createApiToken', 'removeApiToken'].includes(endpoint.name)
        if (!isClosed) expect(answered, `${endpoint.name} ${scope}`).not.toBe(403)
        else if (endpoint.name !== 'createApiToken') expect(answered, `${endpoint.name} ${scope}`).toBe(403)
        expect(answered, `${endpoint.name} ${scope}`).not.toBe(401)
      }
    }
  })

  it('is described by the OpenAPI document', async () => {
    const answer = api.fetch(new Request('http://localhost/apis/v1/openapi.json'))
    const document = await parsed(answer, openApiSchema)
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
    expect(operations).toHaveLength(contract.length)
    expect(document.openapi).toBe('3.1.0')
  })
})

describe('a token of a task', () => {
  it('ends with its stage', async () => {
    const manifests = (): Promise<Response> => call(api, taskToken, 'GET', 'task/manifests')
    expect((await manifests()).status).toBe(200)
    const run = await firstRun()
    platform.engine.finish('release-1-1-build')
    await until(api, run, isStage('build', 'succeeded'))
    expect((await manifests()).status).toBe(401)
  })

  it('rolls out nothing but the frozen manifests', async () => {
    const run = await until(api, await firstRun(), isStage('staging', 'running'))
    const token = await createTaskTokens(platform.ports.tokenKey).sign({
      ...{
        project: 'shop',
        run: run.id,
        attempt: 1,
        stage: 'staging',
        application: 'api',
        deployment: 'staging',
        environment: 'staging',
      },
    })
    expect((await call(api, token, 'POST', 'task/rollouts', { documents: ['kind: Deployment'] })).status).toBe(403)
    const { documents } = await parsed(call(api, token, 'GET', 'task/manifests'), readTaskManifests.response)
    const texts = documents.map(({ text }) => text)
    expect((await call(api, token, 'POST', 'task/rollouts', { documents: texts })).status).toBe(202)
  })
})
