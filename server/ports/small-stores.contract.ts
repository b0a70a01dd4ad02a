import { describe, expect, it } from 'vitest'
import type { DraftStore } from './drafts.ts'
import type { ProjectStore } from './projects.ts'
import type { SecretStore } from './secrets.ts'
import type { SnapshotStore } from './snapshots.ts'

export interface SmallStores {
  readonly drafts: DraftStore
  readonly projects: ProjectStore
  readonly secrets: SecretStore
  readonly snapshots: SnapshotStore
}

/** The contract of every store of drafts, projects, secrets and snapshots. */
export function smallStoresContract(name: string, create: () => SmallStores): void {
  describe(`small stores: ${name}`, () => {
    it('keep drafts by person and project, newest first', async () => {
      const { drafts } = create()
      const draft = (id: string, savedAt: string, subject = 'line/a') => ({
        id,
        subject,
        content: { text: id },
        savedAt,
      })
      await drafts.save('p', 'dan', draft('1', '2026-01-01T00:00:00.000Z'))
      await drafts.save('p', 'dan', draft('2', '2026-01-02T00:00:00.000Z', 'line/b'))
      await drafts.save('p', 'dan', draft('1', '2026-01-03T00:00:00.000Z'))
      expect((await drafts.list('p', 'dan')).map(({ id }) => id)).toEqual(['1', '2'])
      expect((await drafts.list('p', 'dan', 'line/b')).map(({ content }) => content)).toEqual([{ text: '2' }])
      expect(await drafts.list('p', 'aya')).toEqual([])
      expect(await drafts.list('q', 'dan')).toEqual([])
      await drafts.remove('p', 'dan', '1')
      await drafts.remove('p', 'dan', 'never there')
      expect((await drafts.list('p', 'dan')).map(({ id }) => id)).toEqual(['2'])
    })

    it('keep projects and their members, the last word about each', async () => {
      const { projects } = create()
      expect(await projects.create({ name: 'p', displayName: 'P', description: '' })).toBe(true)
      expect(await projects.create({ name: 'p', displayName: 'Q', description: '' })).toBe(false)
      expect((await projects.list()).map(({ displayName }) => displayName)).toEqual(['P'])
      await Promise.all([
        projects.change('p', (before) => ({ ...before, displayName: 'R' })),
        projects.change('p', (before) => ({ ...before, protectedRepositories: ['api'] })),
      ])
      expect(await projects.read('p')).toMatchObject({ displayName: 'R', protectedRepositories: ['api'] })
      expect(await projects.change('q', (before) => before)).toBeUndefined()
      const person = (id: string) => ({ id, name: id })
      await projects.saveMember('p', { person: person('b'), role: 'reader', teams: [] })
      await projects.saveMember('p', { person: person('a'), role: 'admin', teams: ['t'] })
      await projects.saveMember('p', { person: person('b'), role: 'approver', teams: [] })
      expect((await projects.members('p')).map(({ person: { id }, role }) => [id, role])).toEqual([
        ['b', 'approver'],
        ['a', 'admin'],
      ])
      await projects.removeMember('p', 'b')
      await projects.removeMember('p', 'never there')
      expect((await projects.members('p')).map(({ person: { id } }) => id)).toEqual(['a'])
      expect(await projects.members('q')).toEqual([])
      expect(await projects.read('q')).toBeUndefined()
    })

    it('reveal secrets by environment and version only', async () => {
      const { secrets } = create()
      const secret = { project: 'p', environment: 'staging', key: 'db', at: '2026-01-01T00:00:00.000Z' }
      expect((await secrets.write({ ...secret, value: 'one' })).version).toBe('1')
      expect((await secrets.write({ ...secret, value: 'two' })).version).toBe('2')
      const where = { project: 'p', environment: 'staging', key: 'db' }
      expect(await secrets.reveal(where)).toBe('two')
      expect(await secrets.reveal({ ...where, version: '1' })).toBe('one')
      expect(await secrets.reveal({ ...where, environment: 'production' })).toBeUndefined()
      expect(await secrets.reveal({ ...where, project: 'q' })).toBeUndefined()
      const list = await secrets.list('p')
      expect(list).toEqual([
        { key: 'db', environment: 'staging', version: '2', versions: ['2', '1'], setAt: secret.at },
      ])
      expect(await secrets.list('q')).toEqual([])
    })

    it('forget all values of a secret that is removed, and never count a version twice', async () => {
      const { secrets } = create()
      const where = { project: 'p', environment: 'staging', key: 'db' }
      const at = '2026-01-01T00:00:00.000Z'
      await secrets.write({ ...where, at, value: 'one' })
      await secrets.write({ ...where, at, environment: 'production', value: 'other' })
      await secrets.remove({ ...where, at })
      await secrets.remove({ ...where, at })
      expect(await secrets.reveal(where)).toBeUndefined()
      expect(await secrets.reveal({ ...where, version: '1' })).toBeUndefined()
      expect((await secrets.list('p')).map(({ environment }) => environment)).toEqual(['production'])
      expect((await secrets.write({ ...where, at, value: 'two' })).version).toBe('3')
      const kept = (await secrets.list('p')).find(({ environment }) => environment === where.environment)
      expect(kept?.versions).toEqual(['3'])
      expect(await secrets.reveal(where)).toBe('two')
    })

    it('keep snapshots under the digest of their text', async () => {
      const { snapshots } = create()
      const digest = await snapshots.put('text')
      expect(digest).toBe('sha256:982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1')
      expect(await snapshots.put('text')).toBe(digest)
      expect(await snapshots.get(digest)).toBe('text')
      expect(await snapshots.get('sha256:0')).toBeUndefined()
    })
  })
}
