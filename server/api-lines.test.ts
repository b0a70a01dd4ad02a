import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listTriggers } from '#contract/triggers.ts'
import { readDocument } from '#contract/documents.ts'
import type { Api } from './api.ts'
import { call, parsed } from './testing/calls.ts'
import { createMemoryPlatform, type MemoryPlatform } from './testing/memory-platform.ts'

let platform: MemoryPlatform
let api: Api
beforeEach(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
})
afterEach(() => api.close())

const rename = (person: string, name: string, from = 'release') =>
  call(api, person, 'POST', `projects/shop/lines/${from}/rename`, { name, message: 'Call it so' })
const line = (name: string) => call(api, 'lea', 'GET', `projects/shop/document?id=line/${name}`)

describe('a line that is renamed', () => {
  it('moves with its layout and its triggers, and says what it was called', async () => {
    const body = { message: 'Lay out', parts: [{ id: 'layout/release', text: 'positions: {}\n' }] }
    expect((await call(api, 'dan', 'POST', 'projects/shop/change-sets', body)).status).toBe(201)
    const trigger = { name: 'Nightly', line: 'release', on: { kind: 'schedule', cron: '0 3 * * *', timeZone: 'UTC' } }
    expect((await call(api, 'dan', 'POST', 'projects/shop/triggers', trigger)).status).toBe(201)
    expect((await rename('dan', 'ship')).status).toBe(200)
    expect((await line('release')).status).toBe(404)
    expect((await parsed(line('ship'), readDocument.response)).text).toContain('linewright.dev/formerly: release')
    expect((await call(api, 'lea', 'GET', 'projects/shop/document?id=layout/ship')).status).toBe(200)
    const { triggers } = await parsed(call(api, 'lea', 'GET', 'projects/shop/triggers'), listTriggers.response)
    expect(triggers.map((one) => one.line)).toEqual(['ship'])
  })

  it('stays while somebody has a draft of it, and where the name is taken', async () => {
    expect((await rename('dan', 'release')).status).toBe(409)
    const draft = { subject: 'line/release', content: {} }
    expect((await call(api, 'aya', 'PUT', 'projects/shop/drafts/line-release', draft)).status).toBe(200)
    const refused = await rename('dan', 'ship')
    expect(await refused.json()).toMatchObject({ code: 'not-possible-now', message: expect.stringContaining('Aya') })
    expect((await rename('lea', 'ship')).status).toBe(403)
    expect((await rename('dan', 'ship', 'nothing')).status).toBe(404)
  })
})
