import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type ClientRequest, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { repositoriesContract } from '#server/ports/repositories.contract.ts'
import type { GitRepositories } from '#server/ports/repositories.ts'
import { createGitHttp, type Push } from './git-http.ts'
import { createGitRepositories } from './hosted-repositories.ts'
import { runGit } from './run-git.ts'

const hosted = { project: 'shop', repository: 'hello' }
const author = { name: 'Dana', email: 'dana@example.com' }
const first = {
  branch: 'main',
  files: new Map([
    ['README.md', Buffer.from('# Hello\n')],
    ['src/a.txt', Buffer.from('a\n')],
  ]),
  author,
  message: 'Begin',
  at: '2026-01-05T09:00:00Z',
}
const people: Readonly<Record<string, { read: boolean; write: boolean; isKeptOff?: boolean }>> = {
  guest: { read: true, write: true, isKeptOff: true },
  writer: { read: true, write: true },
  reader: { read: true, write: false },
}

let folder: string
let repositories: GitRepositories
let server: Server
let base: string
let pushes: Push[]
/** Who has lost every right. */
let left: Set<string>
/** What happens when a push has been taken. */
let onPush: (push: Push) => Promise<void>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'git-'))
  const root = join(folder, 'root')
  repositories = createGitRepositories({ root })
  pushes = []
  left = new Set()
  onPush = async (push) => void pushes.push(push)
  const handle = createGitHttp({
    root,
    authorise: async (_repository, credential) => {
      const rights = left.has(credential ?? '') ? undefined : people[credential ?? '']
      return rights && { ...rights, person: { id: credential ?? '', name: credential ?? '' } }
    },
    onPush: (push) => onPush(push),
    silenceMs: 3000,
  })
  server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  base = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function git(args: readonly string[], cwd = folder): Promise<string> {
  const identity = {
    GIT_AUTHOR_NAME: 'x',
    GIT_AUTHOR_EMAIL: 'x@x',
    GIT_COMMITTER_NAME: 'x',
    GIT_COMMITTER_EMAIL: 'x@x',
  }
  const env = {
    ...process.env,
    ...identity,
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
  }
  return (await promisify(execFile)('git', [...args], { cwd, env })).stdout.trim()
}

const urlFor = (token: string) => `http://x:${token}@${base}/git/shop/hello.git`

describe('hosted repositories', () => {
  it('see the newest commit of the default branch at once, however its refs are kept', async () => {
    await repositories.create(hosted, first)
    const bare = join(folder, 'root', 'shop', 'hello.git')
    async function change(text: string): Promise<string> {
      const head = await repositories.resolveRevision(hosted, '')
      expect(head).toEqual({ ok: true, value: await git(['rev-parse', 'HEAD'], bare) })
      const made = await repositories.commitFiles(hosted, {
        ...{ branch: 'main', author, message: text, files: { 'src/a.txt': text } },
        ...(head.ok ? { expectedHead: head.value } : {}),
      })
      return made.ok ? made.value.commit : ''
    }
    for (const text of ['b\n', 'c\n']) {
      const commit = await change(text)
      expect(await repositories.resolveRevision(hosted, '')).toEqual({ ok: true, value: commit })
      // Twice, since the second read comes from the cache.
      for (const revision of [commit, commit, ''])
        expect(await repositories.readFile(hosted, revision, 'src/a.txt')).toEqual({ ok: true, value: text })
      await git(['pack-refs', '--all'], bare)
      expect(await repositories.resolveRevision(hosted, '')).toEqual({ ok: true, value: commit })
    }
  })

  it('begin with a commit that is the same everywhere', async () => {
    const made = await repositories.create(hosted, first)
    const again = await createGitRepositories({ root: join(folder, 'other') }).create(hosted, first)
    expect(made).toEqual(again)
    expect(await repositories.resolveRevision(hosted, '--all')).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })
    expect(await repositories.exists({ project: '..', repository: 'x' })).toBe(false)
  })
})

repositoriesContract('Git', () => repositories)

describe('Git over HTTP', () => {
  it('lets a real client clone and push, and tells who pushed what', async () => {
    const made = await repositories.create(hosted, first)
    if (!made.ok) throw new Error(made.error.message)
    await git(['clone', '-q', urlFor('writer'), 'clone'])
    const clone = join(folder, 'clone')
    expect(readFileSync(join(clone, 'README.md'), 'utf8')).toBe('# Hello\n')
    // Larger than Git's buffer, so that Git sends it in chunks of unknown length.
    writeFileSync(
      join(clone, 'big.bin'),
      Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => (index * 7919) % 251)),
    )
    await git(['add', '.'], clone)
    await git(['commit', '-qm', 'Big'], clone)
    await git(['-c', 'http.postBuffer=1000', 'push', '-q', 'origin', 'HEAD:main', 'HEAD:refs/tags/v1'], clone)
    const head = await git(['rev-parse', 'HEAD'], clone)
    // The server reports the push after it has answered the client.
    await expect.poll(() => pushes.length).toBe(2)
    expect(pushes).toEqual([
      {
        ...hosted,
        ref: 'refs/heads/main',
        before: made.value.commit,
        after: head,
        by: { id: 'writer', name: 'writer' },
      },
      { ...hosted, ref: 'refs/tags/v1', after: head, by: { id: 'writer', name: 'writer' } },
    ])
    expect(await repositories.resolveRevision(hosted, 'v1')).toEqual({ ok: true, value: head })
    await git(['clone', '-q', '--depth', '1', urlFor('reader'), 'shallow'])
    await git(['fetch', '-q', '--depth', '1', urlFor('reader'), made.value.commit], clone)
  })

  it('goes on with the next push when one is given up, comes byte by byte, or no more', async () => {
    await repositories.create(hosted, first)
    await git(['clone', '-q', urlFor('writer'), 'clone'])
    const clone = join(folder, 'clone')
    await git(['commit', '-q', '--allow-empty', '-m', 'x'], clone)
    const seen: string[] = []
    server.prependListener('request', ({ url }) => seen.push(url ?? ''))
    const begun = async (): Promise<ClientRequest> => {
      const asking = request(`http://${base}/git/shop/hello.git/git-receive-pack`, {
        method: 'POST',
        headers: { authorization: 'Bearer writer', 'content-type': 'application/x-git-receive-pack-request' },
      })
      asking.on('error', () => undefined)
      asking.write('0')
      const already = seen.length
      await expect.poll(() => seen.length).toBe(already + 1)
      return asking
    }
    const [slow, gone] = [await begun(), await begun()]
    gone.destroy()
    const trickle = setInterval(() => slow.write('0'), 50)
    await git(['push', '-q', 'origin', 'HEAD:main'], clone)
    await expect.poll(() => pushes.length).toBe(1)
    expect(slow.destroyed).toBe(false)
    clearInterval(trickle)
    await expect.poll(() => slow.destroyed, { timeout: 10_000 }).toBe(true)
  })

  it('takes no push to its end for somebody who has lost the right to it meanwhile', async () => {
    await repositories.create(hosted, first)
    const asking = request(`http://${base}/git/shop/hello.git/git-receive-pack`, {
      method: 'POST',
      headers: { authorization: 'Bearer writer', 'content-type': 'application/x-git-receive-pack-request' },
    })
    const answer = new Promise<number | undefined>((resolve) => asking.on('response', (got) => resolve(got.statusCode)))
    const arrived = new Promise((resolve) => server.once('request', resolve))
    asking.write('00')
    await arrived
    left.add('writer')
    asking.end('00')
    expect(await answer).toBe(401)
  })

  it('takes no push of somebody who has lost the right to it while others pushed', async () => {
    await repositories.create(hosted, first)
    const taken = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    onPush = async (push) => {
      pushes.push(push)
      taken.resolve()
      await goOn.promise
    }
    await git(['clone', '-q', urlFor('guest'), 'clone'])
    const clone = join(folder, 'clone')
    const earlier = git(['push', '-q', urlFor('guest'), 'HEAD:refs/heads/earlier'], clone)
    await taken.promise
    const arrived = new Promise<void>((resolve) =>
      server.prependListener('request', (asked) => asked.method === 'POST' && asked.on('end', resolve)),
    )
    const later = git(['push', '-q', urlFor('writer'), 'HEAD:refs/heads/later'], clone)
    await arrived
    // Meanwhile the push has come to wait for its turn.
    await git(['ls-remote', urlFor('reader')])
    left.add('writer')
    goOn.resolve()
    await Promise.all([earlier, expect(later).rejects.toThrow('401')])
    expect(pushes.map(({ ref }) => ref)).toEqual(['refs/heads/earlier'])
  })

  it('refuses more than a question may be long before Git sees it', async () => {
    await repositories.create(hosted, first)
    const asking = request(`http://${base}/git/shop/hello.git/git-upload-pack`, {
      method: 'POST',
      headers: { authorization: 'Bearer reader' },
    })
    const answer = new Promise<number | undefined>((resolve) => asking.on('response', (got) => resolve(got.statusCode)))
    asking.write(Buffer.alloc(16 * 2 ** 20 + 1))
    expect(await answer).toBe(413)
    asking.destroy()
  })

  it('gives up a repository elsewhere that takes the question and never answers', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expect(await runGit(['ls-remote', `http://127.0.0.1:${port}/x.git`], { timeoutMs: 300 })).toMatchObject({
      code: 124,
    })
    silent.closeAllConnections()
    silent.close()
  })

  it('does not take a folder that is missing for a machine without Git', async () => {
    expect(await runGit(['status'], { directory: join(tmpdir(), 'nowhere-at-all') })).toMatchObject({ code: 1 })
    expect(await runGit(['status'], { env: { PATH: '' } })).toMatchObject({ code: 127 })
  })

  it('takes a name or a token with a zero byte for one that Git does not know', async () => {
    expect(await runGit(['ls-remote', 'a\0b'])).toMatchObject({ code: 1 })
    expect(await runGit(['version'], { config: { 'http.extraHeader': 'a\0b' } })).toMatchObject({ code: 1 })
    expect(await repositories.listRefs({ url: `http://${base}/a\0b`, token: 'a\0b' })).toMatchObject({ ok: false })
  })

  it('refuses those who may not, and paths that are no repository', async () => {
    await repositories.create(hosted, first)
    await git(['clone', '-q', urlFor('reader'), 'clone'])
    const clone = join(folder, 'clone')
    await git(['commit', '-q', '--allow-empty', '-m', 'x'], clone)
    await expect(git(['push', '-q'], clone)).rejects.toThrow('403')
    await expect(git(['clone', '-q', urlFor('nobody'), 'other'])).rejects.toThrow(
      /Authentication failed|could not read/,
    )
    const status = async (path: string, method = 'GET') =>
      (await fetch(`http://${base}${path}`, { method, headers: { authorization: 'Bearer reader' } })).status
    expect(await status('/git/shop/hello.git/HEAD')).toBe(404)
    expect(await status('/git/shop/hello.git/info/refs')).toBe(403)
    expect(await status('/git/shop/none.git/info/refs?service=git-upload-pack')).toBe(404)
    expect(await status('/git/shop/%2e%2e.git/info/refs?service=git-upload-pack')).toBe(404)
    expect(await status('/git/shop/hello.git/git-receive-pack', 'POST')).toBe(403)
    expect(await status('/other')).toBe(404)
    // Sent over a raw socket, since `fetch` would resolve the `..`. The server must answer that this is no repository.
    const path = '/git/../../hello.git/info/refs?service=git-upload-pack'
    const up = await new Promise<number | undefined>((resolve, reject) =>
      request(`http://${base}`, { path }, (answer) => resolve(answer.statusCode))
        .on('error', reject)
        .end(),
    )
    expect(up).toBe(404)
    expect(pushes).toEqual([])
  })

  it('keeps a protected default branch as it is for those who may push to others', async () => {
    await repositories.create(hosted, first)
    await git(['clone', '-q', urlFor('guest'), 'clone'])
    const clone = join(folder, 'clone')
    await git(['commit', '-q', '--allow-empty', '-m', 'x'], clone)
    await expect(git(['push', '-q', 'origin', 'HEAD:main'], clone)).rejects.toThrow('remote rejected')
    await expect(git(['push', '-q', '-f', 'origin', 'HEAD:main'], clone)).rejects.toThrow('remote rejected')
    await expect(git(['push', '-q', 'origin', ':main'], clone)).rejects.toThrow('remote ref does not exist')
    await git(['push', '-q', 'origin', 'HEAD:mine'], clone)
    await git(['push', '-q', urlFor('writer'), 'HEAD:main'], clone)
    await expect
      .poll(() => pushes.map(({ ref, by }) => `${ref} ${by.id}`))
      .toEqual(['refs/heads/mine guest', 'refs/heads/main writer'])
  })

  it('tells of the commits of repositories elsewhere, without their files, to whoever may read them', async () => {
    const made = await repositories.create(hosted, first)
    const begin = made.ok ? made.value.commit : ''
    const next = await repositories.commitFiles(hosted, {
      ...{ branch: 'main', files: { 'src/a.txt': 'b\n' }, author, message: 'Next', expectedHead: begin },
    })
    const commit = next.ok ? next.value.commit : ''
    const remote = { url: `http://${base}/git/shop/hello.git`, token: 'reader' }
    const listed = await repositories.listCommits(remote, commit, 50)
    expect(listed).toMatchObject({
      ok: true,
      value: [
        { commit, message: 'Next' },
        { commit: begin, author: 'Dana' },
      ],
    })
    expect(await repositories.listCommits(remote, commit, 1)).toMatchObject({ ok: true, value: [{ commit }] })
    expect(await repositories.listCommits({ url: remote.url }, commit, 50)).toMatchObject({
      ok: false,
      error: { code: 'credential-needed' },
    })
    expect(await repositories.listCommits(remote, '0'.repeat(40), 50)).toMatchObject({ ok: false })
  })

  it('pins revisions of repositories elsewhere, with clear problems', async () => {
    const made = await repositories.create(hosted, first)
    const url = `http://${base}/git/shop/hello.git`
    expect(await repositories.resolveRevision({ url, token: 'reader' }, 'main')).toEqual({
      ok: true,
      value: made.ok ? made.value.commit : '',
    })
    expect(await repositories.resolveRevision({ url, token: 'reader' }, '')).toEqual({
      ok: true,
      value: made.ok ? made.value.commit : '',
    })
    expect(await repositories.resolveRevision({ url, token: 'reader' }, 'nope')).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })
    expect(await repositories.resolveRevision({ url, token: 'wrong' }, 'main')).toMatchObject({
      ok: false,
      error: { code: 'credential-needed' },
    })
    expect(await repositories.resolveRevision({ url: 'http://127.0.0.1:1/x.git' }, 'main')).toMatchObject({
      ok: false,
      error: { code: 'unreachable' },
    })
    expect(await repositories.resolveRevision({ url: 'ext::sh -c id' }, 'main')).toMatchObject({
      ok: false,
      error: { code: 'unsupported' },
    })
  })
})
