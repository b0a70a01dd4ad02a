import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Api } from './api.ts'
import { createTaskTokens } from './services/runs/task-tokens.ts'
import { call, parsed, until } from './testing/calls.ts'
import { createMemoryPlatform, type MemoryPlatform } from './testing/memory-platform.ts'
import { isStage, startRelease } from './testing/shop.ts'

let platform: MemoryPlatform
let api: Api
let token: string
const archive = Uint8Array.from([0x1f, 0x8b, 8, 0, 255, 0, 128])
const own = 'projects/shop/applications/api/deployments/staging/deploy-state/main/action'
const names = '?taskrun_name=release-1-1-build&taskrun_uid=u'

beforeAll(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
  const { id } = await startRelease(api)
  await until(api, id, isStage('build', 'running'))
  const deployment = { application: 'api', deployment: 'staging', environment: 'staging' }
  const claims = { project: 'shop', run: id, attempt: 1, stage: 'build', ...deployment }
  token = await createTaskTokens(platform.ports.tokenKey).sign(claims)
})
afterAll(() => api.close())

async function signed(action: 'signed-url-to-get' | 'signed-url-to-put'): Promise<string> {
  return parsed(call(api, token, 'POST', `${own}/${action}${names}`), z.string())
}

const get = (url: string) => api.fetch(new Request(url))
const put = (url: string, body: Uint8Array) =>
  api.fetch(new Request(url, { method: 'PUT', body: Uint8Array.from(body) }))

describe('the deploy state of a task', () => {
  it('is not there before the first, then what was put, without any header of ours', async () => {
    const url = await signed('signed-url-to-get')
    expect(url).toMatch(/^http:\/\/localhost\/apis\/v1\/deploy-state\/lwd_/)
    expect((await get(url)).status).toBe(404)
    const written = await put(await signed('signed-url-to-put'), archive)
    expect(await written.json()).toEqual({ bytes: archive.length })
    const read = await get(url)
    expect(read.headers.get('content-type')).toBe('application/gzip')
    expect(new Uint8Array(await read.arrayBuffer())).toEqual(archive)
  })

  it('has addresses for one purpose and for ten minutes', async () => {
    const [reading, writing] = [await signed('signed-url-to-get'), await signed('signed-url-to-put')]
    expect((await put(reading, archive)).status).toBe(403)
    expect((await get(writing)).status).toBe(403)
    expect((await get(`${reading}x`)).status).toBe(403)
    platform.clock.advance(10 * 60_000 + 1)
    expect((await get(reading)).status).toBe(403)
  })

  it('reads nothing that is sent to an address which is not valid', async () => {
    let pulls = 0
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulls += 1
          controller.enqueue(archive)
          if (pulls === 100) controller.close()
        },
      },
      { highWaterMark: 0 },
    )
    const url = 'http://localhost/apis/v1/deploy-state/lwd_none'
    const request = new Request(url, { method: 'PUT', body, duplex: 'half' } as RequestInit)
    expect((await api.fetch(request)).status).toBe(403)
    expect(pulls).toBe(0)
  })

  it('takes nothing that is not an archive', async () => {
    expect((await put(await signed('signed-url-to-put'), Uint8Array.from([1, 2, 3]))).status).toBe(400)
  })

  it.each([
    'projects/shop/applications/api/deployments/production',
    'projects/shop/applications/web/deployments/staging',
  ])('is not reached from a stage of another deployment: %s', async (other) => {
    for (const action of ['signed-url-to-get', 'signed-url-to-put'])
      expect((await call(api, token, 'POST', `${other}/deploy-state/main/action/${action}`)).status).toBe(404)
  })
})
