import { expect, it } from 'vitest'
import { createMemoryProjects } from '#server/stores/memory/memory-projects.ts'
import { addFirstAdmin } from './first-admin.ts'

it('is admin where nobody knows them yet, and stays what they are elsewhere', async () => {
  const projects = createMemoryProjects()
  for (const name of ['shop', 'library']) await projects.create({ name, displayName: name, description: '' })
  const ada = { id: 'auth0|1', name: 'Ada', email: 'ada@example.org' }
  await projects.saveMember('library', { person: ada, role: 'reader', teams: [] })
  await addFirstAdmin(projects, 'Ada@example.org')
  await addFirstAdmin(projects, 'Ada@example.org')
  expect(await projects.members('shop')).toMatchObject([{ person: { id: 'email:Ada@example.org' }, role: 'admin' }])
  expect(await projects.members('library')).toMatchObject([{ person: ada, role: 'reader' }])
  await addFirstAdmin(projects, 'sub-2')
  expect(await projects.members('library')).toMatchObject([{ person: ada }, { person: { id: 'sub-2' }, role: 'admin' }])
})
