import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readLogIndex } from '#contract/logs.ts'
import { readRetention } from '#contract/retention.ts'
import { readRetry } from '#contract/retries.ts'
import { problemSchema } from '#domain/problem.ts'
import { createApi, type Api } from './api.ts'
import type { Ports } from './ports.ts'
import { call, parsed, until } from './testing/calls.ts'
import { createMemoryPlatform, type MemoryPlatform } from './testing/memory-platform.ts'
import { isStage, startRelease } from './testing/shop.ts'

const day = 86_400_000

let platform: MemoryPlatform
let api: Api
beforeEach(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
})
afterEach(() => api.close())

/** A run that failed in the middle of its build, with what its steps have left. */
async function failedRun(): Promise<string> {
  const { id } = await startRelease(api)
  await until(api, id, isStage('build', 'running'))
  platform.workspaces.files.set(`shop/${id}/api/staging/app.js`, 'x'.repeat(1000))
  platform.engine.finish('release-1-1-build', ['package'])
  await until(api, id, ({ state }) => state === 'failed')
  return id
}

const look = (query = '') => parsed(call(api, 'lea', 'GET', `projects/shop/retention${query}`), readRetention.response)
const set = (person: string, body: object) => call(api, person, 'PUT', 'projects/shop/retention', body)
const clean = () => call(api, 'aya', 'POST', 'projects/shop/retention/clean')

describe('retention', () => {
  it('says what workspaces take, and what other limits would free', async () => {
    await failedRun()
    platform.clock.advance(3 * day)
    expect(await look()).toMatchObject({ kept: { runs: 1, bytes: 1000 }, freeable: { runs: 0 } })
    expect(await look('?retryDays=2')).toMatchObject({
      retention: { retryDays: 2 },
      freeable: { runs: 1, bytes: 1000 },
    })
    expect((await look()).retention.retryDays).toBe(60)
    expect((await call(api, 'lea', 'GET', 'projects/shop/retention?gibibytes=-1')).status).toBe(400)
  })

  it('is set without undoing what somebody else changes about the project at the same time', async () => {
    const limits = { doneDays: 1, retryDays: 2, gibibytes: 5, logDays: 100, imageDays: 90, imageGibibytes: 100 }
    const protect = call(api, 'aya', 'PUT', 'projects/shop/repositories/api/protection', { isProtected: true })
    await Promise.all([protect, set('aya', limits)])
    expect(await platform.ports.projects.read('shop')).toMatchObject({
      retention: limits,
      protectedRepositories: ['api'],
    })
  })

  it('cleans no more after the server has closed while it cleaned', async () => {
    const [cleaning, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let cleaned = 0
    const projects: Ports['projects'] = {
      ...platform.ports.projects,
      async read(name) {
        cleaned += 1
        cleaning.resolve()
        await goOn.promise
        return platform.ports.projects.read(name)
      },
    }
    const other = createApi({ ...platform.ports, projects })
    platform.clock.advance(10 * 60_000)
    await cleaning.promise
    const closed = other.close()
    goOn.resolve()
    await closed
    await setImmediate()
    platform.clock.advance(day)
    await setImmediate()
    expect(cleaned).toBe(1)
  })

  it('removes logs that nobody has written to for long, and leaves what the run says', async () => {
    const run = await failedRun()
    const key = { namespace: 'shop', taskRun: 'release-1-1-build-package', retry: 0, step: 'package' }
    platform.logs.append(key, new TextEncoder().encode('2026-01-01T00:00:00.000000000Z stdout F hello\n'))
    platform.clock.advance(364 * day)
    await clean()
    expect((await look()).logs).toEqual({ bytes: 46, freeable: 0 })
    expect(await look('?logDays=300')).toMatchObject({ retention: { logDays: 300 }, logs: { bytes: 46, freeable: 46 } })
    platform.clock.advance(day)
    await clean()
    expect((await look()).logs).toEqual({ bytes: 0, freeable: 0 })
    const index = await call(api, 'lea', 'GET', `projects/shop/logs/${key.taskRun}/0/package/index?above=1`)
    expect(await parsed(index, readLogIndex.response)).toMatchObject({ written: false })
    expect((await call(api, 'lea', 'GET', `projects/shop/runs/${run}`)).status).toBe(200)
  })

  it('is set by admins, removes what is old, and says so before a retry', async () => {
    const run = await failedRun()
    const limits = { doneDays: 1, retryDays: 2, gibibytes: 5, logDays: 100, imageDays: 90, imageGibibytes: 100 }
    expect((await set('dan', limits)).status).toBe(403)
    expect((await set('aya', limits)).status).toBe(200)
    platform.clock.advance(day)
    expect((await clean()).status).toBe(200)
    expect((await look()).kept.runs, 'it may still be retried').toBe(1)
    platform.clock.advance(2 * day)
    await clean()
    expect((await look()).kept).toEqual({ runs: 0, bytes: 0 })
    const answer = call(api, 'lea', 'GET', `projects/shop/runs/${run}/retry`)
    const { conditions } = await parsed(answer, readRetry.response)
    expect(conditions).toContainEqual(expect.objectContaining({ kind: 'workspace', outcome: 'differs', refuses: true }))
    const refused = await call(api, 'dan', 'POST', `projects/shop/runs/${run}/retry`)
    expect(refused.status).toBe(409)
    expect((await parsed(refused, problemSchema)).message).toContain('workspace')
    const again = await call(api, 'dan', 'POST', `projects/shop/runs/${run}/restart`, {
      ...{ from: 'build', anyway: true },
    })
    expect(again.status, 'a stage that begins anew needs nothing of it').toBe(202)
  })

  it('removes images that nobody needs, and keeps what runs, what was last rolled out, and what a run may need again', async () => {
    const run = await failedRun()
    const digest = (letter: string) => `sha256:${letter.repeat(64)}`
    const [unused, running, last, before, named] = ['0', '1', '2', '3', '4'].map(digest)
    for (const one of [unused, running, last, before, named])
      platform.images.stored.set(one ?? '', { bytes: 10, storedAt: platform.clock.now() })
    const origin = { run, attempt: 1, stage: 'build', version: '', stageDigest: '', by: '' }
    const target = { project: 'shop', application: 'api', deployment: 'staging', environment: 'staging' }
    const version = { target, origin, since: '', replicas: [], wanted: 1, urls: [], documents: [], history: [] }
    platform.target.set({ ...version, imageDigest: `${running ?? ''},sha256:elsewhere` })
    const entry = { origin, at: new Date(platform.clock.now()).toISOString(), message: '' }
    platform.target.past.push({
      target: { ...target, deployment: 'production' },
      history: [
        { ...entry, state: 'failed', imageDigest: unused ?? '' },
        { ...entry, state: 'ready', imageDigest: last ?? '' },
        { ...entry, state: 'ready', imageDigest: before ?? '' },
      ],
    })
    const record = await platform.ports.runs.record(run)
    await platform.ports.runs.append({
      ...{ run, expected: record?.sequence ?? 0, ended: true },
      events: [
        {
          ...{ kind: 'stage-ended', at: '2026-01-01T00:00:00Z', attempt: 1, stage: 'build', outcome: 'failed' },
          ...{
            reason: '',
            message: '',
            results: [{ name: 'digest', type: 'string' as const, value: named ?? '' }],
            skippedTasks: [],
          },
        },
      ],
    })
    const limits = { doneDays: 1, retryDays: 60, gibibytes: 5, logDays: 100, imageDays: 30, imageGibibytes: 100 }
    await set('aya', limits)
    platform.clock.advance(29 * day)
    expect((await look()).images).toEqual({ bytes: 50, freeable: 0 })
    expect((await look('?imageDays=20')).images.freeable).toBeGreaterThan(0)
    expect((await look('?imageGibibytes=0.00000001')).images.freeable, 'by size').toBeGreaterThan(0)
    platform.clock.advance(day)
    await clean()
    expect([...platform.images.stored.keys()]).toEqual([running, last, named])
    platform.clock.advance(60 * day)
    // The workspace of the run goes, and with it what may be retried.
    await clean()
    expect([...platform.images.stored.keys()]).toEqual([running, last])
  })
})
