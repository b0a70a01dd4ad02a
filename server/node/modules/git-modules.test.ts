import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sourcesDigest } from '#domain/manifests/sources-digest.ts'
import { createGitHttp } from '../git/git-http.ts'
import type { ModuleAddress } from '#domain/adapters/modules/module-address.ts'
import { say } from '#domain/sentence.ts'
import { createGitRepositories } from '../git/hosted-repositories.ts'
import { createGitModules, type GitModulesOptions } from './git-modules.ts'
import { readModuleFolder } from './module-folder.ts'

let folder: string
let work: string
let bare: string
let server: Server
let url: string
const commits: Record<string, string> = {}

function git(...args: readonly string[]): string {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ann',
    GIT_AUTHOR_EMAIL: 'ann@example.com',
    GIT_COMMITTER_NAME: 'Ann',
    GIT_COMMITTER_EMAIL: 'ann@example.com',
  }
  return execFileSync('git', ['-C', work, ...args], { encoding: 'utf8', env }).trim()
}

async function commit(name: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(work, path)), { recursive: true })
    await writeFile(join(work, path), text)
  }
  git('add', '-A')
  git('commit', '-q', '-m', name)
  commits[name] = git('rev-parse', 'HEAD')
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linewright-modules-'))
  work = join(folder, 'work')
  bare = join(folder, 'served', 'shop', 'adapters.git')
  await mkdir(work)
  git('init', '-q', '-b', 'main')
  await commit('first', { 'cue.mod/module.cue': 'module: "shop.example/adapters"\n', 'web/web.cue': 'package web\n' })
  git('tag', 'v1.0.0')
  await commit('second', {
    'web/web.cue': 'package web\n\nDesignPattern: name: "世界"\n',
    'logo.png': 'x',
    'web/README.md': '# Web\n',
  })
  git('tag', '-a', 'v1.10.0', '-m', 'annotated')
  git('tag', 'v1.9.0')
  await commit('third', {
    'nested/deep/cue.mod/module.cue': 'module: "shop.example/deep"\n',
    'nested/deep/a.cue': 'package deep\n',
  })
  git('branch', 'feature/next')
  await mkdir(dirname(bare), { recursive: true })
  execFileSync('git', ['clone', '-q', '--bare', work, bare])
  const handle = createGitHttp({
    root: join(folder, 'served'),
    authorise: async (_, credential) =>
      credential === 'secret-token' ? { person: { id: 'ann', name: 'Ann' }, read: true, write: false } : undefined,
    onPush: async () => undefined,
  })
  server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  url = `http://127.0.0.1:${address.port}/git/shop/adapters.git`
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

async function open(options: Partial<GitModulesOptions> = {}) {
  const directory = options.directory ?? (await mkdtemp(join(folder, 'cache-')))
  return {
    directory,
    modules: createGitModules({ directory, credentialFix: say`Set a token`, allowFiles: true, ...options }),
  }
}
const root = () => ({ url: `file://${bare}`, directory: '' })

it('copies a repository with branches, tags and commits as they are', async () => {
  const repositories = createGitRepositories({ root: join(folder, 'kept') })
  const fork = { project: 'shop', repository: 'fork' }
  const { modules } = await open()
  const copy = (address: ModuleAddress) => repositories.copy(fork, (into) => modules.copyTo(into, address))
  expect(await copy({ url: `file://${folder}/nowhere.git`, directory: '' })).toMatchObject({ ok: false })
  expect(await repositories.exists(fork)).toBe(false)
  expect(await copy(root())).toEqual({ ok: true, value: undefined })
  expect(await repositories.listRefs(fork)).toEqual({
    ok: true,
    value: { branches: ['feature/next', 'main'], tags: ['v1.0.0', 'v1.10.0', 'v1.9.0'], defaultBranch: 'main' },
  })
  expect(await repositories.resolveRevision(fork, 'v1.0.0')).toEqual({ ok: true, value: commits['first'] })
  expect(await copy(root())).toMatchObject({ ok: false, error: { code: 'already-exists' } })
})

describe('pin', () => {
  it.each([
    ['a tag', 'v1.0.0', 'first'],
    ['an annotated tag, as its commit', 'v1.10.0', 'second'],
    ['a branch', 'main', 'third'],
    ['a branch with a slash', 'feature/next', 'third'],
    ['the default branch', '', 'third'],
  ])('takes %s', async (_, revision, name) => {
    const { modules } = await open()
    expect(await modules.pin(root(), revision)).toEqual({ ok: true, value: commits[name] })
  })

  it('takes a whole or a shortened commit id, also one that no branch ends at', async () => {
    const { modules } = await open()
    const id = commits['first'] ?? ''
    expect(await modules.pin(root(), id)).toEqual({ ok: true, value: id })
    expect(await modules.pin(root(), (commits['second'] ?? '').slice(0, 9))).toEqual({
      ok: true,
      value: commits['second'],
    })
  })

  it('names the nearest revisions when there is none of that name', async () => {
    const { modules } = await open()
    const near = await modules.pin(root(), 'v1.0.1')
    expect(near).toMatchObject({
      ok: false,
      error: { code: 'not-found', fix: expect.stringContaining('Did you mean v1.0.0?') },
    })
    const far = await modules.pin(root(), 'production-release')
    expect(far).toMatchObject({ ok: false, error: { fix: 'There are v1.10.0, v1.9.0, v1.0.0 and 2 more' } })
  })

  it('keeps what a tag stood for and asks again when it is told to; a branch is asked each time', async () => {
    const { modules, directory } = await open()
    await modules.pin(root(), 'v1.0.0')
    await modules.pin(root(), 'main')
    git('tag', '-f', 'v1.0.0', commits['second'] ?? '')
    git('push', '-q', '-f', bare, 'v1.0.0')
    expect(await modules.pin(root(), 'v1.0.0')).toEqual({ ok: true, value: commits['first'] })
    // A lookup reports the moved tag and changes nothing for those who use it.
    expect(await modules.lookUp(root(), 'v1.0.0')).toEqual({
      ok: true,
      value: { commit: commits['second'], before: commits['first'] },
    })
    expect(await modules.pin(root(), 'v1.0.0')).toEqual({ ok: true, value: commits['first'] })
    const { modules: asking } = await open({ directory, refresh: true })
    expect(await asking.pin(root(), 'v1.0.0')).toEqual({ ok: true, value: commits['second'] })
    git('tag', '-f', 'v1.0.0', commits['first'] ?? '')
    git('push', '-q', '-f', bare, 'v1.0.0')
  })
})

describe('fetch', () => {
  it('brings the CUE files and their READMEs at a commit, whatever came later', async () => {
    const { modules } = await open()
    const first = await modules.fetch(root(), commits['first'] ?? '')
    expect(first).toMatchObject({ ok: true, value: { files: { 'web/web.cue': 'package web\n' } } })
    const second = await modules.fetch(root(), commits['second'] ?? '')
    if (!second.ok) throw new Error(second.error.message)
    expect(Object.keys(second.value.files).sort()).toEqual(['cue.mod/module.cue', 'web/README.md', 'web/web.cue'])
    expect(second.value.files['web/web.cue']).toContain('世界')
    expect(second.value.digest).toBe(sourcesDigest(second.value.files))
  })

  it('finds a module in a folder, and says where one is when there is none', async () => {
    const { modules } = await open()
    const deep = await modules.fetch({ ...root(), directory: 'nested/deep' }, commits['third'] ?? '')
    expect(deep).toMatchObject({ ok: true, value: { files: { 'a.cue': 'package deep\n' } } })
    const none = await modules.fetch({ ...root(), directory: 'web' }, commits['third'] ?? '')
    expect(none).toMatchObject({
      ok: false,
      error: { code: 'not-found', fix: expect.stringContaining('., nested/deep') },
    })
    const above = await modules.fetch({ ...root(), directory: 'web' }, commits['second'] ?? '')
    expect(above).toMatchObject({ ok: false, error: { fix: expect.stringContaining('There is one in its root') } })
  })

  it('works without a network once it is kept, for branches too, with a word about it', async () => {
    const handle = createGitHttp({
      root: join(folder, 'served'),
      authorise: async () => ({ person: { id: 'ann', name: 'Ann' }, read: true, write: false }),
      onPush: async () => undefined,
    })
    const soonGone = createServer((request, response) => void handle(request, response))
    await new Promise<void>((resolve) => soonGone.listen(0, '127.0.0.1', resolve))
    const at = soonGone.address()
    const port = typeof at === 'object' ? at?.port : 0
    const address = { url: `http://127.0.0.1:${port}/git/shop/adapters.git`, directory: '' }
    const notes: string[] = []
    const { modules } = await open({ note: (line) => notes.push(line) })
    expect(await modules.pin(address, 'main')).toMatchObject({ ok: true })
    expect(await modules.fetch(address, commits['third'] ?? '')).toMatchObject({ ok: true })
    soonGone.closeAllConnections()
    await new Promise((resolve) => soonGone.close(resolve))
    expect(await modules.fetch(address, commits['third'] ?? '')).toMatchObject({ ok: true })
    expect(await modules.pin(address, 'main')).toEqual({ ok: true, value: commits['third'] })
    expect(notes).toEqual([expect.stringContaining(`main is taken as ${commits['third']}`)])
    expect(await modules.pin(address, 'never-seen')).toMatchObject({ ok: false, error: { code: 'unreachable' } })
  })

  it('is done once by many at the same time, and leaves nothing half-written behind', async () => {
    const { directory, modules } = await open()
    const { modules: another } = await open({ directory })
    const commitId = commits['second'] ?? ''
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? modules : another).fetch(root(), commitId)),
    )
    for (const one of all) expect(one).toEqual(all[0])
    const [kept = ''] = (await readdir(directory)).filter((name) => name !== '.new')
    expect((await readdir(join(directory, kept))).filter((name) => !name.startsWith('lock')).sort()).toEqual([
      `${commitId}-pictures`,
      `${commitId}.json`,
    ])
    expect(await readdir(join(directory, '.new'))).toEqual([])
  })

  it('does not trip over what somebody else wrote into the cache', async () => {
    const { directory, modules } = await open()
    await modules.fetch(root(), commits['first'] ?? '')
    const [kept = ''] = (await readdir(directory)).filter((name) => name !== '.new')
    await writeFile(join(directory, kept, `${commits['first']}.json`), '{"half')
    expect(await modules.fetch(root(), commits['first'] ?? '')).toMatchObject({ ok: true })
  })
})

describe('credentials', () => {
  it('open a private repository by a token, which stands in no file of the cache', async () => {
    const { modules, directory } = await open()
    const address = { url, directory: '' }
    const shut = await modules.pin(address, 'main')
    expect(shut).toMatchObject({ ok: false, error: { code: 'credential-needed', fix: 'Set a token' } })
    const wrong = await modules.pin(address, 'main', { token: 'guess' })
    expect(wrong).toMatchObject({ ok: false, error: { message: expect.stringContaining('with this credential') } })
    expect(JSON.stringify(wrong)).not.toContain('guess')
    const pinned = await modules.pin(address, 'main', { token: 'secret-token' })
    expect(pinned).toEqual({ ok: true, value: commits['third'] })
    expect(await modules.fetch(address, commits['third'] ?? '', { token: 'secret-token' })).toMatchObject({ ok: true })
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true }))
      if (entry.isFile())
        expect(await readFile(join(entry.parentPath, entry.name), 'utf8')).not.toContain('secret-token')
  })

  it('open nothing for others: what was read with one is kept for its reader', async () => {
    const { modules } = await open()
    const address = { url, directory: '' }
    const [mine, theirs] = [
      { ...address, reader: 'shop' },
      { ...address, reader: 'spies' },
    ]
    const id = commits['first'] ?? ''
    expect(await modules.pin(mine, 'v1.0.0', { token: 'secret-token' })).toEqual({ ok: true, value: id })
    expect(await modules.fetch(mine, id, { token: 'secret-token' })).toMatchObject({ ok: true })
    const refused = { ok: false, error: { code: 'credential-needed' } }
    for (const place of [theirs, address]) {
      expect(await modules.pin(place, 'v1.0.0')).toMatchObject(refused)
      expect(await modules.fetch(place, id)).toMatchObject(refused)
    }
    // A run that continues with its frozen commit needs no credential any more.
    expect(await modules.fetch(mine, id)).toMatchObject({ ok: true })
  })

  it('lend an SSH key by an agent: no file, no argument', async () => {
    const bin = await mkdtemp(join(folder, 'bin-'))
    const log = join(bin, 'log')
    // Replaces ssh: records its arguments and the agent's keys, then runs the remote command locally.
    await writeFile(
      join(bin, 'ssh'),
      `#!/bin/sh\nprintf '%s\\n' "$@" >> ${log}\nfor arg; do case "$arg" in IdentityAgent=*) SSH_AUTH_SOCK="\${arg#IdentityAgent=}" ssh-add -l >> ${log};; esac; last="$arg"; done\ncase "$last" in *upload-pack*) exec git-upload-pack ${bare};; esac\n`,
    )
    await chmod(join(bin, 'ssh'), 0o755)
    const keyFile = join(bin, 'key')
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'deploy-key', '-f', keyFile])
    const sshKey = await readFile(keyFile, 'utf8')
    await rm(keyFile)
    const before = process.env['PATH']
    process.env['PATH'] = `${bin}:${before}`
    try {
      const { modules } = await open()
      const address = { url: 'https://code.example/shop/adapters.git', directory: '' }
      expect(await modules.pin(address, 'v1.9.0', { sshKey })).toEqual({ ok: true, value: commits['second'] })
      expect(await modules.fetch(address, commits['second'] ?? '', { sshKey })).toMatchObject({ ok: true })
      const unusable = await modules.pin(address, 'main', { sshKey: 'no key' })
      expect(unusable).toMatchObject({ ok: false, error: { code: 'credential-needed' } })
    } finally {
      process.env['PATH'] = before
    }
    const said = await readFile(log, 'utf8')
    expect(said).toContain('git@code.example')
    expect(said).toContain('deploy-key')
    expect(said).not.toContain('PRIVATE KEY')
  })

  it('never lead a server to folders of its machine', async () => {
    const { modules } = await open({ allowFiles: false })
    for (const address of [`file://${bare}`, bare, `ext::sh -c ls`])
      expect(await modules.pin({ url: address, directory: '' }, 'main')).toMatchObject({
        ok: false,
        error: { code: 'unsupported' },
      })
  })
})

describe('listRevisions', () => {
  it('puts the highest version first, branches after the tags', async () => {
    const { modules } = await open()
    const listed = await modules.listRevisions(root())
    expect(listed.ok && listed.value.map(({ name }) => name)).toEqual([
      'v1.10.0',
      'v1.9.0',
      'v1.0.0',
      'feature/next',
      'main',
    ])
  })
})

describe('pictures', () => {
  it('are kept with the module by their bytes, and are there without the repository', async () => {
    const { modules, directory } = await open()
    const second = commits['second'] ?? ''
    await modules.fetch(root(), second)
    const { modules: later } = await open({ directory, allowFiles: false })
    const read = await later.picture(root(), second, 'logo.png')
    expect(read.ok && read.value !== undefined ? Buffer.from(read.value).toString() : read).toBe('x')
    expect(await later.picture(root(), second, 'web/../logo.png')).toEqual({ ok: true, value: undefined })
    expect(await later.picture(root(), second, 'web/README.md')).toEqual({ ok: true, value: undefined })
  })

  it('are fetched where the module was kept before there were pictures', async () => {
    const { modules, directory } = await open()
    const second = commits['second'] ?? ''
    await modules.fetch(root(), second)
    for (const name of await readdir(directory, { recursive: true }))
      if (name.endsWith('-pictures')) await rm(join(directory, name), { recursive: true })
    expect(await modules.picture(root(), second, 'logo.png')).toMatchObject({ ok: true, value: expect.anything() })
  })
})

it('follows symbolic links within a module, in a commit and in a folder alike', async () => {
  const linked = join(folder, 'linked')
  for (const directory of ['cue.mod', 'real', 'deep'])
    await mkdir(join(linked, 'module', directory), { recursive: true })
  await writeFile(join(linked, 'secret.cue'), 'package secret\n')
  await writeFile(join(linked, 'module', 'cue.mod', 'module.cue'), 'module: "shop.example/linked"\n')
  await writeFile(join(linked, 'module', 'real', 'a.cue'), 'package linked\n')
  const links = {
    linked: 'real',
    again: 'linked',
    'deep/b.cue': '../real/a.cue',
    round: '.',
    lost: 'nowhere',
    out: '..',
  }
  for (const [path, target] of Object.entries(links)) await symlink(target, join(linked, 'module', path))
  execFileSync('git', ['init', '-q', '-b', 'main', linked])
  const author = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com']
  execFileSync('git', ['-C', linked, 'add', '-A'])
  execFileSync('git', ['-C', linked, ...author, 'commit', '-q', '-m', 'links'])
  const { modules } = await open()
  const address = { url: `file://${linked}`, directory: 'module' }
  const pin = await modules.pin(address, 'main')
  const found = pin.ok ? await modules.fetch(address, pin.value) : pin
  if (!found.ok) throw new Error(JSON.stringify(found.error))
  const paths = ['again/a.cue', 'cue.mod/module.cue', 'deep/b.cue', 'linked/a.cue', 'real/a.cue']
  expect(Object.keys(found.value.files).toSorted()).toEqual(paths)
  const folderOf = await readModuleFolder(join(linked, 'module'))
  expect(folderOf.ok && folderOf.value).toEqual(found.value)
})
