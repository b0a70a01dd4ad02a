import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { conflictsSchema, readDocument } from '#contract/documents.ts'
import { listGates } from '#contract/gates.ts'
import { listProposals, proposeChangeSet, readProposal } from '#contract/proposals.ts'
import { createWebhook, listDeliveries } from '#contract/webhooks.ts'
import { problemSchema } from '#domain/problem.ts'
import type { Api } from './api.ts'
import { call, parsed } from './testing/calls.ts'
import { createMemoryPlatform, shopLine, type MemoryPlatform } from './testing/memory-platform.ts'

let platform: MemoryPlatform
let api: Api
let config: { readonly digest: string; readonly text: string }
let line: { readonly digest: string; readonly text: string }
beforeEach(async () => {
  platform = await createMemoryPlatform()
  const max = { person: { id: 'max', name: 'Max' }, role: 'developer' as const, teams: [] }
  await platform.ports.projects.saveMember('shop', max)
  api = platform.open()
  ;[config, line] = [await read('qvs-config/api'), await read('line/release')]
  await protect(true)
})
afterEach(() => api.close())

const hosted = { project: 'shop', repository: 'api' }
const protect = (isProtected: boolean): Promise<Response> =>
  call(api, 'aya', 'PUT', 'projects/shop/repositories/api/protection', { isProtected })
const read = (id: string) =>
  parsed(call(api, 'lea', 'GET', `projects/shop/document?id=${encodeURIComponent(id)}`), readDocument.response)
const change = () => ({
  message: 'Two replicas',
  parts: [
    { id: 'qvs-config/api', base: config.digest, text: `${config.text}# mine\n` },
    { id: 'line/release', base: line.digest, text: `${shopLine}# mine\n` },
  ],
})
const propose = async () =>
  (await parsed(call(api, 'dan', 'POST', 'projects/shop/proposals', change()), proposeChangeSet.response)).proposal
const waiting = async () =>
  (await parsed(call(api, 'lea', 'GET', 'projects/shop/proposals'), listProposals.response)).proposals
const mergeable = async (person: string) =>
  (await parsed(call(api, person, 'GET', 'projects/shop/gates'), listGates.response)).proposals.map(({ id }) => id)
const view = (id: string) => parsed(call(api, 'lea', 'GET', `projects/shop/proposals/${id}`), readProposal.response)
const act = (person: string, id: string, what: 'merge' | 'withdraw'): Promise<Response> =>
  call(api, person, 'POST', `projects/shop/proposals/${id}/${what}`)
const branches = async (): Promise<readonly string[]> => {
  const refs = await platform.ports.repositories.listRefs(hosted)
  return refs.ok ? refs.value.branches : []
}
const commits = async (revision = ''): Promise<readonly string[]> => {
  const found = await platform.ports.repositories.listCommits(hosted, revision, 9)
  return found.ok ? found.value.map(({ message, author }) => `${message} by ${author}`) : []
}
/** Somebody brings a text to the protected branch by Git. */
async function push(text: string): Promise<void> {
  const head = await platform.ports.repositories.resolveRevision(hosted, '')
  const done = await platform.ports.repositories.commitFiles(hosted, {
    ...{ branch: 'main', files: { '.valuestream/qvs.yaml': text }, author: { name: 'Eve', email: 'eve@example.org' } },
    ...{ message: 'Squashed', ...(head.ok ? { expectedHead: head.value } : {}) },
  })
  expect(done.ok).toBe(true)
}
/** A store that breaks off as a kill would, once. */
function breakOff<S extends object, K extends keyof S>(store: S, method: K, when: (...args: never[]) => boolean): void {
  const real = store[method] as (...args: never[]) => unknown
  let isDone = false
  Object.assign(store, {
    [method]: async (...args: never[]) => {
      if (isDone || !when(...args)) return real(...args)
      isDone = true
      throw new Error('killed')
    },
  })
}
async function restart(): Promise<void> {
  await api.close()
  api = platform.open()
}

describe('a change set with a part behind a protected branch', () => {
  it('is refused where it would be published, and proposed', async () => {
    const refused = await parsed(call(api, 'dan', 'POST', 'projects/shop/change-sets', change()), problemSchema)
    expect(refused).toMatchObject({ code: 'not-possible-now', fix: expect.stringContaining('Propose') })
    const { id, branches: made } = await propose()
    expect(await waiting()).toMatchObject([
      { id, message: 'Two replicas', author: { name: 'Dan' }, documents: ['qvs-config/api', 'line/release'] },
    ])
    expect(made).toMatchObject([{ repository: 'api', branch: `linewright/${id}` }])
    expect(await commits(`linewright/${id}`)).toEqual(['Two replicas by Dan', 'Begin by Dan'])
    expect(await commits()).toEqual(['Begin by Dan'])
    expect((await read('line/release')).version).toBe(1)
    const { parts } = await view(id)
    expect(parts).toEqual([
      { id: 'qvs-config/api', before: await read('qvs-config/api'), after: `${config.text}# mine\n` },
      { id: 'line/release', before: await read('line/release'), after: `${shopLine}# mine\n` },
    ])
  })

  it('is told to webhooks, and waits for whoever else may merge it', async () => {
    const hook = { name: 'Chat', url: 'https://chat.example/hook', events: ['proposal-made'] }
    const made = await parsed(call(api, 'aya', 'POST', 'projects/shop/webhooks', hook), createWebhook.response)
    const { id } = await propose()
    const path = `projects/shop/webhooks/${made.id}/deliveries`
    const { deliveries } = await parsed(call(api, 'aya', 'GET', path), listDeliveries.response)
    const url = `http://localhost/projects/shop/proposals/${id}`
    expect(deliveries.map(({ event, body }) => [event, JSON.parse(body)])).toMatchObject([
      ['proposal-made', { text: `<${url}|Two replicas> waits to be merged, proposed by Dan`, url, proposal: id }],
    ])
    expect(await mergeable('max')).toEqual([id])
    expect(await mergeable('aya')).toEqual([id])
    expect([await mergeable('dan'), await mergeable('lea')]).toEqual([[], []])
    await act('max', id, 'merge')
    expect(await mergeable('max')).toEqual([])
  })

  it('is published as a whole when somebody else merges it, as its author', async () => {
    const { id } = await propose()
    expect(await parsed(act('dan', id, 'merge'), problemSchema)).toMatchObject({ code: 'not-allowed' })
    expect((await act('lea', id, 'merge')).status).toBe(403)
    expect((await act('max', id, 'merge')).status).toBe(200)
    const by = { author: { id: 'dan', name: 'Dan' }, message: 'Two replicas', version: 2 }
    expect(await read('qvs-config/api')).toMatchObject({ ...by, text: `${config.text}# mine\n` })
    expect(await read('line/release')).toMatchObject(by)
    expect(await commits()).toEqual(['Two replicas by Dan', 'Begin by Dan'])
    expect([await waiting(), await branches()]).toEqual([[], ['main']])
    expect(await view(id)).toMatchObject({ state: 'published', closed: { by: { name: 'Max' } } })
    expect((await act('max', id, 'merge')).status).toBe(409)
    expect((await act('max', id, 'withdraw')).status).toBe(409)
  })

  it('is merged by its author where that is an admin', async () => {
    const proposed = call(api, 'aya', 'POST', 'projects/shop/proposals', change())
    const { proposal } = await parsed(proposed, proposeChangeSet.response)
    expect((await act('aya', proposal.id, 'merge')).status).toBe(200)
  })

  it('is published when somebody has brought its text to the branch, as its author', async () => {
    const { id } = await propose()
    await push(`${config.text}# mine\n`)
    expect(await read('qvs-config/api')).toMatchObject({ author: { name: 'Dan' }, message: 'Two replicas' })
    await api.services.pushed('shop', 'api')
    expect(await read('line/release')).toMatchObject({ version: 2, author: { name: 'Dan' } })
    expect(await view(id)).toMatchObject({ state: 'published' })
    expect(await commits()).toEqual(['Squashed by Eve', 'Begin by Dan'])
  })

  it('is published a moment later where it could not be looked at with the push, which goes on', async () => {
    const { id } = await propose()
    await push(`${config.text}# mine\n`)
    breakOff(platform.ports.proposals, 'pending', () => true)
    await api.services.pushed('shop', 'api')
    platform.clock.advance(2000)
    await expect.poll(() => platform.ports.proposals.find('shop', id)).toMatchObject({ state: 'published' })
  })

  it('waits with both sides where somebody was quicker, and goes when it is withdrawn', async () => {
    const { id } = await propose()
    await push(`${config.text}# theirs\n`)
    const merged = await act('max', id, 'merge')
    expect(merged.status).toBe(412)
    expect(await parsed(merged, conflictsSchema)).toMatchObject({
      conflicts: [
        { id: 'qvs-config/api', current: { text: `${config.text}# theirs\n` }, mine: `${config.text}# mine\n` },
      ],
    })
    expect((await view(id)).parts).toMatchObject([{ meanwhile: { author: { name: 'Eve' } } }, {}])
    expect((await read('line/release')).version).toBe(1)
    expect((await act('dan', id, 'withdraw')).status).toBe(200)
    expect([await waiting(), await branches()]).toEqual([[], ['main']])
    expect(await view(id)).toMatchObject({ state: 'withdrawn', closed: { by: { name: 'Dan' } } })
  })

  it('is not published by saying first that the text is kept elsewhere', async () => {
    for (const id of ['repository/api', 'application/api']) {
      const { digest, text } = await read(id)
      const parts = [{ id, base: digest, text: text.replace('"hosted"', '"github"').replace('API', 'Api') }]
      const refused = await call(api, 'dan', 'POST', 'projects/shop/change-sets', { message: 'Move', parts })
      expect(await parsed(refused, problemSchema)).toMatchObject({ code: 'not-possible-now' })
      const proposed = call(api, 'dan', 'POST', 'projects/shop/proposals', { message: 'Move', parts })
      const { proposal } = await parsed(proposed, proposeChangeSet.response)
      expect(proposal.branches).toEqual([])
      expect(await waiting()).toHaveLength(1)
      expect((await act('max', proposal.id, 'merge')).status).toBe(200)
      expect((await read(id)).version).toBe(2)
      await protect(true)
    }
  })

  it('cannot be proposed when nothing protects its parts', async () => {
    await protect(false)
    const refused = await parsed(call(api, 'dan', 'POST', 'projects/shop/proposals', change()), problemSchema)
    expect(refused).toMatchObject({ code: 'not-possible-now', fix: 'Publish it' })
  })
})

it('files of a module behind a protected branch are committed by admins alone', async () => {
  const module = {
    name: 'example.org/tools',
    source: { kind: 'hosted', repository: 'api' },
    revision: 'main',
    commit: 'f'.repeat(40),
  }
  const parts = [{ id: 'module/tools', text: JSON.stringify(module) }]
  const added = await call(api, 'dan', 'POST', 'projects/shop/change-sets', { message: 'Add', parts })
  expect(added.status, await added.clone().text()).toBe(201)
  const commit = async (person: string): Promise<number> => {
    const head = await platform.ports.repositories.resolveRevision(hosted, '')
    const body = { message: 'Write', files: { 'a.cue': 'a: 1' }, commit: head.ok ? head.value : '' }
    const path = 'projects/shop/module-working-copy/commit'
    return (await call(api, person, 'POST', path, { module: module.name, ...body })).status
  }
  expect([await commit('dan'), await commit('aya')]).toEqual([403, 200])
})

describe('a server that is killed', () => {
  it('before the branch of a proposal was made makes it later', async () => {
    breakOff(platform.ports.repositories, 'commitFiles', () => true)
    expect((await call(api, 'dan', 'POST', 'projects/shop/proposals', change())).status).toBe(500)
    await restart()
    const [proposal] = await waiting()
    expect(proposal?.branches[0]?.commit).toBeDefined()
    expect(await branches()).toEqual(['main', proposal?.branches[0]?.branch])
  })

  it('before it had noted the branch finds it', async () => {
    breakOff(platform.ports.proposals, 'save', (_: string, { branches }: { branches: { commit?: string }[] }) =>
      branches.some(({ commit }) => commit !== undefined),
    )
    expect((await call(api, 'dan', 'POST', 'projects/shop/proposals', change())).status).toBe(500)
    await restart()
    expect((await waiting())[0]?.branches[0]?.commit).toBeDefined()
  })

  it('between the commit and the transaction publishes the rest, once', async () => {
    const { id } = await propose()
    breakOff(platform.ports.documents, 'publish', () => true)
    expect((await act('max', id, 'merge')).status).toBe(500)
    expect((await read('line/release')).version).toBe(1)
    await restart()
    expect(await waiting()).toEqual([])
    expect(await view(id)).toMatchObject({ state: 'published' })
    const by = { version: 2, author: { name: 'Dan' }, message: 'Two replicas' }
    expect(await read('qvs-config/api')).toMatchObject(by)
    expect(await read('line/release')).toMatchObject(by)
    expect(await commits()).toEqual(['Two replicas by Dan', 'Begin by Dan'])
  })

  it('after the transaction publishes nothing twice, whatever came after it', async () => {
    const { id } = await propose()
    breakOff(platform.ports.proposals, 'save', (_: string, { state }: { state: string }) => state === 'published')
    expect((await act('max', id, 'merge')).status).toBe(500)
    const { digest } = await read('line/release')
    const later = { message: 'Later', parts: [{ id: 'line/release', base: digest, text: `${shopLine}# later\n` }] }
    expect((await call(api, 'max', 'POST', 'projects/shop/change-sets', later)).status).toBe(201)
    await restart()
    expect(await waiting()).toEqual([])
    expect(await view(id)).toMatchObject({ state: 'published' })
    expect(await read('line/release')).toMatchObject({ version: 3, message: 'Later' })
    expect(await branches()).toEqual(['main'])
  })
})
