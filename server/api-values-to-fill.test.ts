import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listValuesToFill } from '#contract/values-to-fill.ts'
import type { Api } from './api.ts'
import { call, parsed } from './testing/calls.ts'
import { createMemoryPlatform, shopLine, type MemoryPlatform } from './testing/memory-platform.ts'
import { publish } from './testing/shop.ts'

let platform: MemoryPlatform
let api: Api
beforeEach(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
})
afterEach(() => api.close())

const toFill = async (person = 'dan') =>
  (await parsed(call(api, person, 'GET', 'projects/shop/values-to-fill'), listValuesToFill.response)).places
const saveDraft = (texts: Readonly<Record<string, string>>, subject = 'line/release') =>
  call(api, 'dan', 'PUT', `projects/shop/drafts/${subject.replace('/', '-')}`, { subject, content: { texts } })

const staging = { application: 'api', deployment: 'staging', environment: 'staging' }
const production = { application: 'api', deployment: 'production', environment: 'production' }
const asked = { values: ['replicas'], secrets: [] }

describe('what is still to fill', () => {
  it('is nothing where all is given', async () => {
    expect(await toFill()).toEqual([])
  })

  it('is what nobody has given, as published, until somebody drafts it', async () => {
    await publish(platform, 'parameters/project', 'config:\n  gitRevision: main\n')
    expect(await toFill()).toEqual([
      { ...staging, ...asked },
      { ...production, ...asked },
    ])
    await saveDraft({ 'parameters/api/staging': 'config:\n  replicas: 1\n' })
    expect(await toFill()).toEqual([{ ...production, ...asked }])
    expect(await toFill('mio'), "another's draft").toHaveLength(2)
    await saveDraft({ 'parameters/environment/production': 'config:\n  replicas: 3\n' }, 'parameters/project')
    expect(await toFill()).toEqual([])
  })

  it('is what a draft asks for beyond that, a secret that is not set among it', async () => {
    await saveDraft({
      'parameters/project': 'config:\n  gitRevision: main\n',
      'parameters/api/production': 'secrets:\n  - { name: replicas, key: count }\n',
    })
    expect(await toFill()).toEqual([
      { ...staging, ...asked, draft: 'line/release' },
      { ...production, values: [], secrets: ['replicas'], draft: 'line/release' },
    ])
    await platform.ports.secrets.write({
      ...{
        project: 'shop',
        environment: 'production',
        key: 'count',
        value: 'not to be seen',
        at: '2026-01-01T00:00:00Z',
      },
    })
    expect(await toFill()).toEqual([{ ...staging, ...asked, draft: 'line/release' }])
  })

  it('is nothing where no stage asks for it', async () => {
    await publish(platform, 'parameters/project', 'config:\n  gitRevision: main\n')
    await publish(platform, 'line/release', shopLine.slice(0, shopLine.indexOf('    - name: production\n      spec')))
    expect(await toFill()).toEqual([{ ...staging, ...asked }])
  })

  it('holds nothing up where a draft cannot be read', async () => {
    await saveDraft({ 'parameters/project': 'config: [' })
    await saveDraft({ 'qvs-config/api': '{' }, 'line/other')
    await saveDraft({ 'line/release': ': broken' }, 'line/third')
    expect(await toFill()).toMatchObject([{ ...staging, draft: 'line/release' }, { ...production }])
  })
})
