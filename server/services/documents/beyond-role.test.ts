import { beforeEach, describe, expect, it } from 'vitest'
import { resourceText } from '#domain/documents.ts'
import { createMemoryDocuments } from '../../stores/memory/memory-documents.ts'
import { beyondRole } from './beyond-role.ts'

const web = (environment: string): string =>
  resourceText({ application: 'web', name: 'live', environment, displayName: 'Web' })
const module = (credential: string): string =>
  `{"name":"x.example/x","source":{"kind":"git","url":"https://x.example/x"},"revision":"main","commit":"0123456"${credential}}`
const secret = '{"kind":"token","environment":"production","key":"key"}'

let documents: ReturnType<typeof createMemoryDocuments>
beforeEach(async () => {
  documents = createMemoryDocuments()
  await publish('deployment/web/live', web('production'))
})

const publish = (id: string, text: string) =>
  documents.publish('shop', { parts: [{ id, text }], author: { id: 'aya', name: 'Aya' }, message: 'm', at: '' })
const refusal = async (id: string, text: string, role: 'developer' | 'admin' = 'developer') =>
  (
    await beyondRole(documents, 'shop', role, [
      { id: 'line/x', text: '' },
      { id, text },
    ])
  )?.message

describe('what takes more than the right to edit', () => {
  it.each([
    ['as it is', `,"credential":${secret}`],
    ['escaped', String.raw`,"\u0063redential":${secret}`],
    ['by a reference', `,"revision2": &a "credential", *a : ${secret}`],
  ])('is a module with a credential, written %s', async (_, credential) => {
    expect(await refusal('module/x', module(credential))).toBe('Only admins publish module/x')
    expect(await refusal('module/x', module(credential), 'admin')).toBeUndefined()
    expect(await refusal('module/credential', module(''))).toBeUndefined()
  })

  it('is a Deployment that leaves the environment whose rules hold its runs, or goes', async () => {
    expect(await refusal('deployment/web/live', web('sandbox'))).toBeUndefined()
    await publish('rules/production', 'gates: [{ name: release }]')
    const message = 'Only admins take deployment/web/live out of production, which has rules'
    expect(await refusal('deployment/web/live', web('sandbox'))).toBe(message)
    expect(await refusal('deployment/web/live', '')).toBe(message)
    expect(await refusal('deployment/web/live', web('sandbox'), 'admin')).toBeUndefined()
    expect(await refusal('deployment/web/live', web('production').replace('Web', 'The web'))).toBeUndefined()
    expect(await refusal('deployment/web/new', web('production'))).toBeUndefined()
  })
})
