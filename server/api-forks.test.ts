import { afterEach, beforeEach, expect, it } from 'vitest'
import { readDocument } from '#contract/documents.ts'
import { problem } from '#domain/problem.ts'
import { err, ok } from '#domain/result.ts'
import { createApi, type Api } from './api.ts'
import { call, parsed } from './testing/calls.ts'
import { createMemoryPlatform } from './testing/memory-platform.ts'

const entry = {
  name: 'team.example/adapters',
  source: { kind: 'git', url: 'https://code.example/team/adapters.git', directory: 'cue' },
  revision: 'v1.2.0',
  commit: '0123456789abcdef0123456789abcdef01234567',
}
const files = { 'cue.mod/module.cue': `module: "${entry.name}"` }
const text = JSON.stringify(entry)
const fork = (person: string, repository: string) =>
  call(api, person, 'POST', 'projects/shop/modules/fork', { module: entry.name, repository })
const read = (id: string) =>
  parsed(call(api, 'lea', 'GET', `projects/shop/document?id=${encodeURIComponent(id)}`), readDocument.response)

let api: Api
/** Repositories that are there although no document says so, with a commit that they have. */
let left: Map<string, string>
let copied: string[]
beforeEach(async () => {
  copied = []
  left = new Map()
  const { ports } = await createMemoryPlatform()
  api = createApi({
    ...ports,
    moduleRepositories: {
      ...ports.moduleRepositories,
      fetch: async () => ok({ digest: 'sha256:f', files }),
      async copyTo(folder, { url }) {
        copied.push(`${url} to ${folder}`)
        return ok(undefined)
      },
    },
    repositories: {
      ...ports.repositories,
      async copy({ repository }, bring) {
        if (left.has(repository)) return err(problem('already-exists', 'It is there'))
        return bring(repository)
      },
      resolveRevision: async (asked, revision) =>
        'repository' in asked && left.get(asked.repository) === revision
          ? ok(revision)
          : err(problem('not-found', 'It is not there')),
      readFiles: async () => ok(files),
    },
  })
  const parts = [{ id: 'module/team-example-adapters', text }]
  const taken = await call(api, 'dan', 'POST', 'projects/shop/change-sets', { message: 'Take', parts })
  if (taken.status !== 201) throw new Error(await taken.text())
})
afterEach(() => api.close())

it('a module that is forked stays at its commit, and comes from a repository of the project', async () => {
  const done = await fork('dan', 'our-adapters')
  expect(done.status, await done.clone().text()).toBe(200)
  expect(copied).toEqual(['https://code.example/team/adapters.git to our-adapters'])
  expect(JSON.parse((await read('module/team-example-adapters')).text)).toEqual({
    ...entry,
    source: { kind: 'hosted', repository: 'our-adapters', directory: 'cue' },
  })
  expect(JSON.parse((await read('repository/our-adapters')).text)).toMatchObject({
    name: 'our-adapters',
    kind: 'hosted',
    gitCloneUrl: '/git/shop/our-adapters.git',
  })
  expect((await fork('dan', 'again')).status).toBe(409)
})

it('a copy that was left behind is taken by the next fork, where it is one of the same repository', async () => {
  left = new Map([
    ['left', entry.commit],
    ['other', 'another commit'],
  ])
  expect((await fork('dan', 'other')).status).toBe(409)
  const done = await fork('dan', 'left')
  expect(done.status, await done.clone().text()).toBe(200)
  expect(JSON.parse((await read('module/team-example-adapters')).text)).toMatchObject({
    source: { repository: 'left' },
  })
})

it('what may not be forked is left alone', async () => {
  expect((await fork('lea', 'our-adapters')).status).toBe(403)
  expect((await fork('dan', 'api')).status).toBe(409)
  expect(copied).toEqual([])
  expect((await read('module/team-example-adapters')).text).toBe(text)
})
