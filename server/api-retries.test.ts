import { afterEach, describe, expect, it } from 'vitest'
import { readRetry } from '#contract/retries.ts'
import { problemSchema } from '#domain/problem.ts'
import type { Run } from '#domain/run/state.ts'
import type { Api } from './api.ts'
import { call, parsed, readRun, until } from './testing/calls.ts'
import { createMemoryPlatform, type MemoryPlatform } from './testing/memory-platform.ts'
import { isStage, publish, startRelease } from './testing/shop.ts'

let opened: Api | undefined
afterEach(() => opened?.close())

/** A run whose build gets a secret of several keys: it has no version that could be frozen. */
async function failedRun(): Promise<{ readonly platform: MemoryPlatform; readonly api: Api; readonly run: Run }> {
  const platform = await createMemoryPlatform()
  const staging = {
    ...{ application: 'api', name: 'staging', environment: 'staging', displayName: 'S' },
    secrets: [{ name: 'gitRevision', key: 'database' }],
  }
  await publish(platform, 'deployment/api/staging', JSON.stringify(staging))
  const api = platform.open()
  opened = api
  await setSecret(api, 'database/password')
  platform.clock.advance(1000)
  const { id } = await startRelease(api)
  await until(api, id, isStage('build', 'running'))
  platform.engine.finish('release-1-1-build', ['test'])
  return { platform, api, run: await until(api, id, ({ state }) => state === 'failed') }
}

async function setSecret(api: Api, key: string): Promise<void> {
  const body = { environment: 'staging', value: 'a long enough value' }
  const answer = await call(api, 'aya', 'PUT', `projects/shop/secrets/${encodeURIComponent(key)}`, body)
  expect(answer.status, await answer.clone().text()).toBe(200)
}

const outlook = (api: Api, run: Run, query = '') =>
  parsed(call(api, 'lea', 'GET', `projects/shop/runs/${run.id}/retry${query}`), readRetry.response)

describe('a further attempt', () => {
  it('says what a retry runs again and keeps, and that nothing has changed', async () => {
    const { api, run } = await failedRun()
    const { again, kept, conditions } = await outlook(api, run)
    expect(again).toEqual(['build', 'staging', 'check', 'production'])
    expect(kept).toEqual([])
    expect(conditions.filter(({ outcome }) => outcome === 'differs')).toEqual([])
  })

  it('says what a restart from a stage runs again', async () => {
    const { api, run } = await failedRun()
    expect((await outlook(api, run, '?from=build')).again).toEqual(['build', 'staging', 'check', 'production'])
    const refused = await call(api, 'lea', 'GET', `projects/shop/runs/${run.id}/retry?from=production`)
    expect(refused.status).toBe(409)
  })

  it.each([
    ['a retry', 'retry', undefined, ''],
    ['a restart', 'restart', { from: 'build' }, '?from=build'],
  ])('is refused as %s when it would silently differ', async (_, action, body, query) => {
    const { platform, api, run } = await failedRun()
    platform.clock.advance(1000)
    await setSecret(api, 'database/password')
    const { conditions } = await outlook(api, run, query)
    expect(conditions.find(({ refuses }) => refuses)).toMatchObject({
      ...{ kind: 'secret', name: 'database/password', outcome: 'differs' },
    })
    const refused = await call(api, 'dan', 'POST', `projects/shop/runs/${run.id}/${action}`, body)
    expect(refused.status).toBe(409)
    const { message, fix } = await parsed(refused, problemSchema)
    expect(message).toContain('database/password')
    expect(fix).toContain('new run')
    expect((await readRun(api, run.id)).attempt, 'nothing has begun').toBe(1)
  })

  it('wants it said where something that it would meet has changed', async () => {
    const { platform, api, run } = await failedRun()
    platform.clock.advance(1000)
    await setSecret(api, 'database/user')
    const refused = await call(api, 'dan', 'POST', `projects/shop/runs/${run.id}/retry`)
    expect(refused.status).toBe(409)
    expect(await parsed(refused, problemSchema)).toMatchObject({
      message: 'What it would meet has changed since: database/user',
      fix: expect.stringContaining('"anyway"'),
    })
    expect((await readRun(api, run.id)).attempt, 'nothing has begun').toBe(1)
    expect((await call(api, 'dan', 'POST', `projects/shop/runs/${run.id}/retry`, { anyway: true })).status).toBe(202)
  })

  it('goes on when what changed is a secret of another environment', async () => {
    const { platform, api, run } = await failedRun()
    platform.clock.advance(1000)
    const body = { environment: 'production', value: 'a long enough value' }
    await call(api, 'aya', 'PUT', 'projects/shop/secrets/database%2Fpassword', body)
    expect((await call(api, 'dan', 'POST', `projects/shop/runs/${run.id}/retry`)).status).toBe(202)
  })
})

describe('a Deployment in which a run has stages left', () => {
  it('is not deleted while the run goes on, nor is the run retried without it', async () => {
    const platform = await createMemoryPlatform()
    const api = platform.open()
    opened = api
    const { id } = await startRelease(api)
    await until(api, id, isStage('build', 'running'))
    const remove = async (): Promise<Response> => {
      const gone = ['line/release', 'deployment/api/production']
      const found = await Promise.all(gone.map((one) => platform.ports.documents.read('shop', one)))
      const parts = found.flatMap((one) => (one === undefined ? [] : [{ id: one.id, base: one.digest }]))
      return call(api, 'aya', 'POST', 'projects/shop/change-sets', { message: 'Delete', parts })
    }
    const kept = await remove()
    expect(kept.status).toBe(409)
    expect((await parsed(kept, problemSchema)).message).toBe(
      'Run 1 of release still needs the deployment api/production',
    )
    platform.engine.finish('release-1-1-build', ['test'])
    await until(api, id, ({ state }) => state === 'failed')
    const removed = await remove()
    expect(removed.status, await removed.clone().text()).toBe(201)
    const refused = await call(api, 'dan', 'POST', `projects/shop/runs/${id}/retry`)
    expect(refused.status).toBe(409)
    expect((await parsed(refused, problemSchema)).message).toContain('api/production')
  })
})
