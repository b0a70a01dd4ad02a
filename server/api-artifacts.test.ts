import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { linkArtifacts, listArtifacts } from '#contract/artifacts.ts'
import type { Api } from './api.ts'
import { filesOf } from './testing/archived-files.ts'
import { call, parsed } from './testing/calls.ts'
import { createMemoryPlatform, type MemoryPlatform, shopLine } from './testing/memory-platform.ts'
import { publish, startRelease } from './testing/shop.ts'

let platform: MemoryPlatform
let api: Api
beforeEach(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
})
afterEach(() => api.close())

/** A run of the line with these artifacts, whose workspace holds some files. */
async function runWith(artifacts: string): Promise<string> {
  await publish(platform, 'line/release', `${shopLine}  artifacts: ${artifacts}\n`)
  const { id } = await startRelease(api)
  for (const path of ['api/staging/dist/app.js', 'api/staging/dist/.env', 'api/staging/notes.txt', '.git/config'])
    platform.workspaces.files.set(`shop/${id}/${path}`, path)
  return id
}

const listed = (run: string) =>
  parsed(call(api, 'lea', 'GET', `projects/shop/runs/${run}/artifacts`), listArtifacts.response)
/** What a browser gets that follows the address it was given. */
async function download(run: string, path?: string): Promise<Response> {
  const query = path === undefined ? '' : `?path=${encodeURIComponent(path)}`
  const link = await call(api, 'lea', 'GET', `projects/shop/runs/${run}/artifacts/link${query}`)
  if (!link.ok) return link
  const { url } = linkArtifacts.response.parse(await link.json())
  return call(api, undefined, 'GET', url.replace('/apis/v1/', ''))
}

describe('artifacts of a run', () => {
  it('are the files that the line names, to be listed and read', async () => {
    const run = await runWith('[{ path: api/staging/dist }]')
    expect((await listed(run)).files).toEqual([{ path: 'api/staging/dist/app.js', size: 23 }])
    const answer = await download(run, 'api/staging/dist/app.js')
    expect(answer.headers.get('content-disposition')).toContain('attachment; filename="app.js"')
    expect(answer.headers.get('content-length')).toBe('23')
    expect(await answer.text()).toBe('api/staging/dist/app.js')
    expect((await download(run, 'api/staging/notes.txt')).status).toBe(404)
  })

  it('leave out files with credentials, also where the line names everything', async () => {
    const run = await runWith('[{ path: ./ }]')
    expect((await listed(run)).files.map(({ path }) => path)).toEqual([
      'api/staging/dist/app.js',
      'api/staging/notes.txt',
    ])
    expect((await download(run, 'api/staging/dist/.env')).status).toBe(404)
    expect((await download(run, '.git/config')).status).toBe(404)
  })

  it.each([
    ['as it is', 'The token is s3cr3t-value-42x.'],
    ['in base64', `auth: ${Buffer.from('ci:s3cr3t-value-42x').toString('base64')}`],
  ])('are refused where the value of a secret stands in them %s, and not in the archive', async (_, text) => {
    const run = await runWith('[{ path: ./ }]')
    const body = { environment: 'staging', value: 's3cr3t-value-42x' }
    expect((await call(api, 'aya', 'PUT', 'projects/shop/secrets/token', body)).status).toBe(200)
    platform.workspaces.files.set(`shop/${run}/api/staging/notes.txt`, text)
    const refused = await download(run, 'api/staging/notes.txt')
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('holds the value of the secret token')
    expect((await download(run, 'api/staging/dist/app.js')).status).toBe(200)
    const files = filesOf(gunzipSync(await (await download(run)).bytes()))
    expect([...files.keys()]).toEqual(['api/staging/dist/app.js'])
  })

  it('come together as an archive, under their paths and without credentials', async () => {
    const run = await runWith('[{ path: ./ }]')
    const answer = await download(run)
    expect(answer.headers.get('content-disposition')).toContain('filename="release-1-artifacts.tar.gz"')
    const files = filesOf(gunzipSync(await answer.bytes()))
    expect([...files.keys()]).toEqual(['api/staging/dist/app.js', 'api/staging/notes.txt'])
    expect(files.get('api/staging/notes.txt')).toBe('api/staging/notes.txt')
  })

  it('have addresses that end after a minute', async () => {
    const run = await runWith('[{ path: ./ }]')
    const { url } = await parsed(
      call(api, 'lea', 'GET', `projects/shop/runs/${run}/artifacts/link`),
      linkArtifacts.response,
    )
    platform.clock.advance(61_000)
    expect((await call(api, undefined, 'GET', url.replace('/apis/v1/', ''))).status).toBe(403)
    expect((await call(api, undefined, 'GET', 'artifact-downloads/lwf_none')).status).toBe(403)
  })

  it('say when they went with their workspace', async () => {
    const run = await runWith('[{ path: ./ }]')
    await platform.workspaces.remove('shop', run, '2026-01-02T03:04:05Z')
    expect(await listed(run)).toEqual({ files: [], isMore: false, removedAt: '2026-01-02T03:04:05Z' })
  })

  it('are none where the line names none', async () => {
    expect(await listed(await runWith('[]'))).toEqual({ files: [], isMore: false })
  })
})
