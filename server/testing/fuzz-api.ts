import * as fc from 'fast-check'
import { createApiToken } from '#contract/api-tokens.ts'
import { contract } from '#contract/contract.ts'
import { problemSchema } from '#domain/problem.ts'
import { createApi, type Api } from '../api.ts'
import { createTaskTokens } from '../services/runs/task-tokens.ts'
import { arbitraryRequest, type GeneratedRequest, type KnownNames } from './arbitrary-request.ts'
import { call, parsed } from './calls.ts'
import { createMemoryPlatform, type MemoryPlatform } from './memory-platform.ts'
import { startRelease, toGate } from './shop.ts'

/** What was found wrong with an answer, with the request that brought it. */
export interface Complaint {
  readonly what: string
  readonly request: string
}

export interface FuzzReport {
  readonly requests: number
  readonly statuses: Readonly<Record<string, number>>
  readonly complaints: readonly Complaint[]
}

/** Values that must never be in an answer, a reported line or an audit entry. */
const secretValue = 'fuzzed-secret-value-0123456789'
const perWorld = 500

/** Sends generated requests to fresh worlds and holds every answer against what all answers have to be. */
export async function fuzzApi(requests: number, seed: number): Promise<FuzzReport> {
  const statuses: Record<string, number> = {}
  const complaints: Complaint[] = []
  for (let done = 0, world = 0; done < requests; done += perWorld, world += 1) {
    const count = Math.min(perWorld, requests - done)
    const found = await fuzzWorld(count, seed + world, statuses)
    complaints.push(...found)
  }
  return { requests, statuses, complaints }
}

async function fuzzWorld(count: number, seed: number, statuses: Record<string, number>): Promise<Complaint[]> {
  const platform = await createMemoryPlatform()
  // Whoever is signed out stays out, which would leave nothing to try.
  const credentials = { ...platform.ports.credentials, signOutEverywhere: async () => undefined }
  const api = createApi({ ...platform.ports, credentials })
  const complaints: Complaint[] = []
  try {
    const known = await prepare(api, platform)
    const generated = fc.sample(arbitraryRequest(contract, known), { numRuns: count, seed })
    for (const request of generated) {
      const complain = (what: string) =>
        complaints.push({
          what,
          request: `${request.endpoint.method} ${request.path} ${request.body?.slice(0, 400) ?? ''}`,
        })
      await check(api, request, statuses, complain)
    }
    for (const line of platform.reported) complaints.push({ what: line, request: '' })
    const kept = JSON.stringify(await platform.ports.audit.search('shop', {}, { limit: 100_000 }))
    if (kept.includes(secretValue)) complaints.push({ what: 'the secret is in the audit log', request: '' })
  } finally {
    await api.close()
  }
  return complaints
}

async function check(
  api: Api,
  { endpoint, token, path, body }: GeneratedRequest,
  statuses: Record<string, number>,
  complain: (what: string) => void,
): Promise<void> {
  const abort = new AbortController()
  const request = new Request(`http://localhost${path}`, {
    method: endpoint.method,
    signal: abort.signal,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body }),
  })
  const answer = await api.fetch(request)
  statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
  if (answer.status >= 500) complain(`answered ${answer.status}`)
  if (answer.ok && endpoint.answer !== 'json') {
    abort.abort()
    await answer.body?.cancel().catch(() => undefined)
    return
  }
  const text = await answer.text()
  if (text.includes(secretValue)) complain('the answer holds the secret')
  if (answer.status < 400) return
  if (answer.headers.get('content-type') !== 'application/problem+json')
    complain(`${answer.status} is no problem+json: ${text.slice(0, 200)}`)
  else if (!problemSchema.safeParse(JSON.parse(text)).success) complain(`no problem: ${text.slice(0, 200)}`)
}

/** A run that waits at its gate, a secret, tokens of every kind: something to find for every endpoint. */
async function prepare(api: Api, platform: MemoryPlatform): Promise<KnownNames> {
  const { id } = await toGate(api, platform, await startRelease(api))
  await call(api, 'aya', 'PUT', 'projects/shop/secrets/db', { environment: 'staging', value: secretValue })
  const made = call(api, 'aya', 'POST', 'projects/shop/tokens', { name: 'Fuzz', scopes: ['read', 'run', 'admin'] })
  const { token, id: tokenId } = await parsed(made, createApiToken.response)
  const stage = { project: 'shop', run: id, attempt: 1, stage: 'production' }
  const task = await createTaskTokens(platform.ports.tokenKey).sign({
    ...{ ...stage, application: 'api', deployment: 'production', environment: 'production' },
  })
  return {
    tokens: ['aya', 'aya', 'dan', 'mio', 'lea', 'eve', token, task],
    params: {
      project: ['shop'],
      line: ['release'],
      run: [id],
      gate: ['production', 'production:security'],
      person: ['lea', 'email:x@example.org'],
      token: [tokenId],
      application: ['api'],
      deployment: ['staging', 'production'],
      repository: ['api'],
      stage: ['build', 'production'],
      task: ['render'],
      taskRun: ['release-1-1-build-test'],
      retry: ['0', '1'],
      step: ['work'],
      key: ['db'],
      draft: ['d1'],
      rollout: ['r1'],
    },
  }
}
