import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listArtifacts } from '#contract/artifacts.ts'
import { startRun } from '#contract/runs.ts'
import type { Api } from './api.ts'
import { call, parsed } from './testing/calls.ts'
import { createMemoryPlatform, type MemoryPlatform, shopLine } from './testing/memory-platform.ts'

let platform: MemoryPlatform
let api: Api
beforeEach(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
})
afterEach(() => api.close())

/** A run of the line with these artifacts, whose workspace holds some files. */
async function runWith(artifacts: string): Promise<string> {
  const before = await platform.ports.documents.read('shop', 'line/release')
  await platform.ports.documents.publish('shop', {
    ...{ author: { id: 'aya', name: 'Aya' }, message: 'Name artifacts', at: '2026-01-01T00:00:00Z' },
    parts: [{ id: 'line/release', base: before?.digest ?? '', text: `${shopLine}  artifacts: ${artifacts}\n` }],
  })
  const body = { inputs: {}, idempotencyKey: 'key-00001' }
  const started = await call(api, 'dan', 'POST', 'projects/shop/lines/release/runs', body)
  const { id } = await parsed(started, startRun.response)
  for (const path of ['api/staging/dist/app.js', 'api/staging/dist/.env', 'api/staging/notes.txt', '.git/config'])
    platform.workspaces.files.set(`shop/${id}/${path}`, path)
  return id
}

const listed = (run: string) =>
  parsed(call(api, 'lea', 'GET', `projects/shop/runs/${run}/artifacts`), listArtifacts.response)
const read = (run: string, path: string) =>
  call(api, 'lea', 'GET', `projects/shop/runs/${run}/artifact?path=${encodeURIComponent(path)}`)

describe('artifacts of a run', () => {
  it('are the files that the line names, to be listed and read', async () => {
    const run = await runWith('[{ path: api/staging/dist }]')
    expect((await listed(run)).files).toEqual([{ path: 'api/staging/dist/app.js', size: 23 }])
    const answer = await read(run, 'api/staging/dist/app.js')
    expect(answer.headers.get('content-disposition')).toBe('attachment')
    expect(await answer.text()).toBe('api/staging/dist/app.js')
    expect((await read(run, 'api/staging/notes.txt')).status).toBe(404)
  })

  it('leave out files with credentials, also where the line names everything', async () => {
    const run = await runWith('[{ path: ./ }]')
    expect((await listed(run)).files.map(({ path }) => path)).toEqual([
      'api/staging/dist/app.js',
      'api/staging/notes.txt',
    ])
    expect((await read(run, 'api/staging/dist/.env')).status).toBe(404)
    expect((await read(run, '.git/config')).status).toBe(404)
  })

  it('are none where the line names none', async () => {
    expect(await listed(await runWith('[]'))).toEqual({ files: [], isMore: false })
  })
})
