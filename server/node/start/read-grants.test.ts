import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readGrants } from './read-grants.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'linewright-grants-'))))
afterEach(() => rm(folder, { recursive: true }))

it('is read from YAML, and refused with the place of what makes no sense', async () => {
  const file = join(folder, 'groups.yaml')
  await writeFile(file, 'claim: groups\ngroups:\n  - { group: release, project: shop, role: approver }\n')
  expect(await readGrants(file)).toEqual({
    ok: true,
    value: { claim: 'groups', groups: [{ group: 'release', project: 'shop', role: 'approver', teams: [] }] },
  })
  await writeFile(file, 'claim: groups\ngroups:\n  - { group: release, role: owner }\n')
  const wrong = await readGrants(file)
  expect(wrong.ok ? '' : wrong.error.message).toContain('groups[0].role')
  const gone = await readGrants(join(folder, 'nothing.yaml'))
  expect(gone.ok ? '' : gone.error.message).toContain('cannot be read')
  expect(await readGrants(undefined)).toEqual({ ok: true, value: undefined })
})
