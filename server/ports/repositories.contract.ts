import { describe, expect, it } from 'vitest'
import type { GitRepositories } from './repositories.ts'

const hosted = { project: 'shop', repository: 'hello' }
const author = { name: 'Dana', email: 'dana@example.com' }
const first = {
  branch: 'main',
  files: new Map([
    ['README.md', new TextEncoder().encode('# Hello\n')],
    ['src/a.txt', new TextEncoder().encode('a\n')],
  ]),
  author,
  message: 'Begin',
  at: '2026-01-05T09:00:00Z',
}
const refused = (code: string) => ({ ok: false, error: { code } })

/** The contract of hosted repositories, for every implementation. */
export function repositoriesContract(name: string, create: () => GitRepositories): void {
  describe(`hosted repositories: ${name}`, () => {
    async function begun(): Promise<{ repositories: GitRepositories; begin: string }> {
      const repositories = create()
      const made = await repositories.create(hosted, first)
      if (!made.ok) throw new Error(made.error.message)
      return { repositories, begin: made.value.commit }
    }

    async function commit(repositories: GitRepositories, expectedHead: string, text: string): Promise<string> {
      const files = { 'src/a.txt': text, 'README.md': null, 'new/c.txt': 'c' }
      const request = { branch: 'main', files, author, message: `Write ${text.trim()}`, expectedHead }
      const made = await repositories.commitFiles(hosted, request)
      if (!made.ok) throw new Error(made.error.message)
      expect(await repositories.commitFiles(hosted, request)).toMatchObject(refused('version-conflict'))
      return made.value.commit
    }

    it('begin once, with the files of a first commit', async () => {
      const { repositories, begin } = await begun()
      expect(await repositories.exists(hosted)).toBe(true)
      expect(await repositories.exists({ ...hosted, repository: 'other' })).toBe(false)
      expect(await repositories.create(hosted, first)).toMatchObject(refused('already-exists'))
      expect(await repositories.resolveRevision(hosted, '')).toEqual({ ok: true, value: begin })
      expect(await repositories.readFile(hosted, 'main', 'src/a.txt')).toEqual({ ok: true, value: 'a\n' })
      expect(await repositories.readFile(hosted, 'main', 'nope')).toMatchObject(refused('not-found'))
      expect(await repositories.readBytes(hosted, 'main', 'nope')).toEqual({ ok: true, value: undefined })
      expect(await repositories.listRefs(hosted)).toEqual({
        ok: true,
        value: { branches: ['main'], tags: [], defaultBranch: 'main' },
      })
      expect(await repositories.resolveRevision(hosted, 'other')).toMatchObject(refused('not-found'))
    })

    it('begin once, also where two begin them at the same time', async () => {
      const repositories = create()
      const made = await Promise.all([1, 2].map(() => repositories.create(hosted, first)))
      expect(made.filter(({ ok }) => ok)).toHaveLength(1)
      expect(made.find(({ ok }) => !ok)).toMatchObject(refused('already-exists'))
    })

    it('take commits of a person unless the branch has moved, and keep what earlier ones hold', async () => {
      const { repositories, begin } = await begun()
      const second = await commit(repositories, begin, 'b\n')
      const below = { directory: 'src', matching: /\.txt$/ }
      expect(await repositories.readFiles(hosted, '', below)).toEqual({ ok: true, value: { 'a.txt': 'b\n' } })
      expect(await repositories.readFile(hosted, 'main', 'README.md')).toMatchObject(refused('not-found'))
      expect(await repositories.readFile(hosted, begin, 'src/a.txt')).toEqual({ ok: true, value: 'a\n' })
      expect(await repositories.listCommits(hosted, '', 5)).toMatchObject({
        ok: true,
        value: [
          { commit: second, message: 'Write b', author: 'Dana', authorEmail: 'dana@example.com' },
          { commit: begin, message: 'Begin' },
        ],
      })
      expect(await repositories.look(hosted, (path) => path.startsWith('src/'))).toMatchObject({
        ok: true,
        value: { branch: 'main', commit: second, texts: { 'src/a.txt': 'b\n' } },
      })
    })

    it('tell which paths differ between two commits', async () => {
      const { repositories, begin } = await begun()
      const second = await commit(repositories, begin, 'b\n')
      const changed = async (before: string | undefined, after: string) => {
        const paths = await repositories.changedPaths(hosted, before, after)
        return paths.ok ? paths.value.toSorted() : paths.error.code
      }
      expect(await changed(undefined, begin)).toEqual(['README.md', 'src/a.txt'])
      expect(await changed(begin, second)).toEqual(['README.md', 'new/c.txt', 'src/a.txt'])
      expect(await changed(second, second)).toEqual([])
      expect((await repositories.changedPaths(hosted, 'f'.repeat(40), second)).ok).toBe(false)
    })

    it('begin another branch where the default branch is, and delete it unless it has moved', async () => {
      const { repositories, begin } = await begun()
      const request = { branch: 'linewright/one', files: { 'src/a.txt': 'b\n' }, author, message: 'Propose' }
      const made = await repositories.commitFiles(hosted, request)
      const commit = made.ok ? made.value.commit : ''
      const history = await repositories.listCommits(hosted, commit, 5)
      expect(history.ok && history.value.map((one) => one.commit)).toEqual([commit, begin])
      expect(await repositories.readFile(hosted, 'linewright/one', 'README.md')).toMatchObject({ value: '# Hello\n' })
      expect(await repositories.commitFiles(hosted, request)).toMatchObject(refused('version-conflict'))
      await repositories.deleteBranch(hosted, { branch: 'linewright/one', commit: begin })
      expect(await repositories.resolveRevision(hosted, 'linewright/one')).toEqual({ ok: true, value: commit })
      await repositories.deleteBranch(hosted, { branch: 'linewright/one', commit })
      expect(await repositories.resolveRevision(hosted, 'linewright/one')).toMatchObject(refused('not-found'))
    })

    it('take a commit back as long as nobody has built on it', async () => {
      const { repositories, begin } = await begun()
      const second = await commit(repositories, begin, 'b\n')
      expect(await repositories.withdrawCommit(hosted, { branch: 'main', commit: second, before: begin })).toEqual({
        ok: true,
        value: undefined,
      })
      expect(await repositories.resolveRevision(hosted, '')).toEqual({ ok: true, value: begin })
      const again = await commit(repositories, begin, 'c\n')
      const last = await commit(repositories, again, 'd\n')
      const made = { branch: 'main', commit: again, before: begin }
      expect(await repositories.withdrawCommit(hosted, made)).toMatchObject(refused('version-conflict'))
      expect(await repositories.resolveRevision(hosted, '')).toEqual({ ok: true, value: last })
    })
  })
}
