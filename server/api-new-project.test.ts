import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readMe } from '#contract/session.ts'
import type { Api } from './api.ts'
import { call, parsed } from './testing/calls.ts'
import { createMemoryPlatform } from './testing/memory-platform.ts'

let api: Api
beforeEach(async () => {
  api = (await createMemoryPlatform()).open()
})
afterEach(() => api.close())

const library = { name: 'library', displayName: 'Library' }

describe('a new project', () => {
  it('is begun by an admin of another, who administers it alone', async () => {
    expect((await call(api, 'aya', 'POST', 'projects', library)).status).toBe(201)
    const { memberships } = await parsed(call(api, 'aya', 'GET', 'me'), readMe.response)
    expect(memberships.map(({ project, role }) => [project.name, role])).toContainEqual(['library', 'admin'])
    expect((await call(api, 'dan', 'GET', 'projects/library')).status).toBeGreaterThanOrEqual(403)
  })

  it('is refused to others, and where one of its name is', async () => {
    expect((await call(api, 'dan', 'POST', 'projects', library)).status).toBe(403)
    expect((await call(api, 'aya', 'POST', 'projects', { ...library, name: 'shop' })).status).toBe(409)
    expect((await call(api, 'aya', 'POST', 'projects', { ...library, name: 'No id' })).status).toBe(400)
  })

  it('is begun once, also where two ask at the same time', async () => {
    const answers = await Promise.all([1, 2].map(() => call(api, 'aya', 'POST', 'projects', library)))
    expect(answers.map(({ status }) => status)).toEqual([201, 409])
  })
})
