import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { builtinModuleDirectory, readModule } from '#compiler/host/builtin-module.ts'
import { createKernelPool } from '#compiler/host/kernel-pool.ts'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import type { Pipeline } from '#domain/tekton/pipeline.ts'
import type { Task } from '#domain/tekton/task.ts'
import { runPipeline, type PipelineOutcome } from './step-runner.ts'

// Compiles the built-in workflow adapters and really runs their steps, against a small platform that keeps images in memory.

const token = 'task-token-of-this-stage'
const gitToken = 'git-token-of-this-project'
const manifest = `image: shop@sha256:${'1'.repeat(64)}\n`
const images = new Map<string, Buffer>()
const rollouts: string[][] = []
let asked = 0
let platform: Server
let folder: string
let repository: string
let workflow: Workflow
const pool = await createKernelPool()

interface Workflow {
  readonly pipelines: readonly Pipeline[]
  readonly tasks: readonly Task[]
}

async function compile(adapters: readonly string[]): Promise<Workflow> {
  const patterns = adapters.map((path) => `  - pattern: linewright.dev/adapters/${path}\n`).join('')
  const { config } = parseQvsConfig(`designPatterns:\n${patterns}`)
  const modules = [await readModule(builtinModuleDirectory)]
  const compiled = await compilePipelines(pool.forProject('steps'), { config, modules, prefix: 'shop' })
  if (!compiled.ok) throw new Error(compiled.error.message)
  return compiled.value
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

async function answer(request: IncomingMessage): Promise<readonly [number, unknown]> {
  const path = request.url ?? ''
  if (request.headers.authorization !== `Bearer ${token}`) return [401, { message: 'No token of a task' }]
  if (path === '/apis/v1/task/images' && request.method === 'POST') {
    const bytes = await bodyOf(request)
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
    images.set(digest, bytes)
    return [201, { digest }]
  }
  if (path === '/apis/v1/task/manifests') return [200, { documents: [{ path: '01-deployment-shop.yaml', text: manifest }] }]
  if (path === '/apis/v1/task/rollouts') {
    rollouts.push(z.object({ documents: z.array(z.string()) }).parse(JSON.parse((await bodyOf(request)).toString())).documents)
    return [202, { rollout: 'r1' }]
  }
  if (path.startsWith('/apis/v1/task/rollouts/r1')) {
    const state = asked++ === 0 ? 'progressing' : 'ready'
    const urls = [{ service: 'shop', url: 'http://127.0.0.1:1234' }]
    return [200, { state, message: '', urls, replicas: { ready: asked - 1, wanted: 1 }, events: ['Started shop-1'].slice(0, asked) }]
  }
  return [404, { message: 'Nothing here' }]
}

beforeAll(async () => {
  platform = createServer((request, response) => {
    void answer(request).then(([status, body]) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)))
  })
  platform.listen(0, '127.0.0.1')
  await once(platform, 'listening')
  workflow = await compile(['pipeline/build:nodePackage', 'local/service', 'pipeline/verify:http'])
})

afterAll(async () => {
  platform.close()
  await pool.close()
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linewright-steps-'))
  repository = join(folder, 'repository')
  await mkdir(join(repository, 'test'), { recursive: true })
  await writeFile(join(repository, 'package.json'), '{"name":"shop","type":"module","scripts":{"start":"node main.js"}}')
  await writeFile(join(repository, 'main.js'), 'console.log("hello")\n')
  await writeFile(join(repository, 'test', 'main.test.js'), 'import test from "node:test"\ntest("adds up", () => {})\n')
  git('init', '-b', 'main')
  git('add', '.')
  git('commit', '-m', 'Sell books')
  return () => rm(folder, { recursive: true, force: true })
})

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: repository, stdio: 'ignore' })
}

function run(stage: string, params: Readonly<Record<string, string>> = {}, { pipelines, tasks } = workflow): Promise<PipelineOutcome> {
  const pipeline = pipelines.find(({ metadata }) => metadata.name === `shop-${stage}`)
  if (pipeline === undefined) throw new Error(`No pipeline for ${stage}`)
  return runPipeline(pipeline, tasks, {
    folder,
    params: { gitCloneUrl: `file://${repository}`, gitRevision: 'main', gitTokenSecretName: 'git', ...params },
    secrets: { 'git/token': gitToken, 'linewright-task/token': token },
    apiEndpoint: `http://127.0.0.1:${portOf(platform)}`,
  })
}

async function unpack(digest: string): Promise<string> {
  const unpacked = join(folder, 'image')
  await mkdir(unpacked)
  await writeFile(join(folder, 'image.tar.gz'), images.get(digest) ?? Buffer.alloc(0))
  execFileSync('tar', ['-xzf', join(folder, 'image.tar.gz'), '-C', unpacked])
  return unpacked
}

describe('build:nodePackage', () => {
  it('checks out, tests and stores an image of the program', async () => {
    const { exitCode, output, results } = await run('build')
    expect(output).toContain('adds up')
    expect(output).not.toContain('✗')
    expect(exitCode).toBe(0)
    expect(results['checkout.gitCommitId']).toMatch(/^[0-9a-f]{40}$/)
    const unpacked = await unpack(results['package.digest'] ?? '')
    expect(JSON.parse(await readFile(join(unpacked, 'linewright-image.json'), 'utf8'))).toEqual({ command: ['node', 'main.js'], workingDir: '.' })
    expect(execFileSync(process.execPath, ['main.js'], { cwd: unpacked, encoding: 'utf8' })).toBe('hello\n')
    expect(execFileSync('ls', { cwd: unpacked, encoding: 'utf8' })).not.toContain('test')
  })

  it('packs what links lead to, as a monorepo has them to its packages, and ends where they lead back', async () => {
    const api = join(repository, 'packages', 'api')
    const words = join(repository, 'packages', 'words')
    await Promise.all([api, words, join(repository, 'node_modules')].map((at) => mkdir(at, { recursive: true })))
    await writeFile(join(api, 'main.js'), 'import { word } from "words"\nconsole.log(word)\n')
    await writeFile(join(words, 'package.json'), '{"name":"words","type":"module","main":"index.js"}')
    await writeFile(join(words, 'index.js'), 'export const word = "books"\n')
    await symlink('../packages/words', join(repository, 'node_modules', 'words'))
    await symlink('../../packages', join(words, 'all'))
    git('add', '--all')
    git('commit', '-m', 'Split')
    const { results } = await run('build', { startCommand: 'node packages/api/main.js' })
    const unpacked = await unpack(results['package.digest'] ?? '')
    expect(execFileSync(process.execPath, ['packages/api/main.js'], { cwd: unpacked, encoding: 'utf8' })).toBe('books\n')
  })

  it('packs programs of packages so that they find what they import', async () => {
    const tool = join(repository, 'node_modules', 'tool')
    await Promise.all([join(tool, 'bin'), join(repository, 'node_modules', '.bin')].map((at) => mkdir(at, { recursive: true })))
    await writeFile(join(tool, 'package.json'), '{"type":"module"}')
    await writeFile(join(tool, 'word.js'), 'export const word = "books"\n')
    const program = '#!/usr/bin/env node\nimport { word } from "../word.js"\nconsole.log(word, process.argv[2])\n'
    await writeFile(join(tool, 'bin', 'tool.js'), program, { mode: 0o755 })
    await symlink('../tool/bin/tool.js', join(repository, 'node_modules', '.bin', 'tool'))
    git('add', '--all')
    git('commit', '-m', 'Add a tool')
    const { results } = await run('build', { startCommand: 'npx tool' })
    const unpacked = await unpack(results['package.digest'] ?? '')
    const printed = execFileSync('node_modules/.bin/tool', ['a b'], { cwd: unpacked, encoding: 'utf8' })
    expect(printed).toBe('books a b\n')
  })

  it('starts with a shell what names variables', async () => {
    const { results } = await run('build', { startCommand: 'node main.js  --port $PORT' })
    const unpacked = await unpack(results['package.digest'] ?? '')
    const { command } = z.object({ command: z.array(z.string()) }).parse(JSON.parse(await readFile(join(unpacked, 'linewright-image.json'), 'utf8')))
    expect(command).toEqual(['sh', '-c', 'exec env node main.js  --port $PORT'])
  })

  it('packs of a monorepo what the package depends on, and nothing of the others', async () => {
    const manifests = {
      api: '{"name":"@shop/api","scripts":{"start":"node main.js"},"dependencies":{"words":"*"}}',
      words: '{"name":"words","devDependencies":{"@shop/web":"*"}}',
      web: '{"name":"@shop/web"}',
    }
    await mkdir(join(repository, 'node_modules', '@shop'), { recursive: true })
    for (const [name, about] of Object.entries(manifests)) {
      await mkdir(join(repository, 'packages', name), { recursive: true })
      await writeFile(join(repository, 'packages', name, 'package.json'), about)
      const link = name === 'words' ? name : `@shop/${name}`
      await symlink(join(name === 'words' ? '..' : '../..', 'packages', name), join(repository, 'node_modules', link))
    }
    await mkdir(join(repository, 'node_modules', 'web'))
    await writeFile(join(repository, 'node_modules', 'web', 'index.js'), '')
    git('add', '--all')
    git('commit', '-m', 'Split')
    const { results } = await run('build', { startCommand: 'npm --prefix packages/api start', pathToPackage: 'packages/api' })
    const unpacked = await unpack(results['package.digest'] ?? '')
    const packed = execFileSync('find', ['packages', 'node_modules', '-type', 'f'], { cwd: unpacked, encoding: 'utf8' })
    expect(packed.trim().split('\n').toSorted()).toEqual([
      'node_modules/@shop/api/package.json',
      'node_modules/web/index.js',
      'node_modules/words/package.json',
      'packages/api/package.json',
      'packages/words/package.json',
    ])
  })

  it('makes the same image of the same source', async () => {
    const first = await run('build')
    const second = await run('build')
    expect(second.results['package.digest']).toBe(first.results['package.digest'])
  })

  it('leaves the tokens in no file and no output', async () => {
    const { output } = await run('build')
    const found = spawn('grep', ['-r', '-l', '-e', gitToken, '-e', token, '-e', Buffer.from(`x-access-token:${gitToken}`).toString('base64'), folder])
    const [code] = await once(found, 'close')
    expect(code).toBe(1)
    for (const secret of [gitToken, token]) expect(output).not.toContain(secret)
  })

  it('ends with the exit code of a failing test, before the image is made', async () => {
    await writeFile(join(repository, 'test', 'main.test.js'), 'import test from "node:test"\ntest("adds up", () => { throw new Error("it does not") })\n')
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-am', 'Break it'], { cwd: repository, stdio: 'ignore' })
    const before = images.size
    const { exitCode, output } = await run('build')
    expect(exitCode).toBe(1)
    expect(output).toContain('it does not')
    expect(images.size).toBe(before)
  })

  it('asks the repository again when its server goes away in the middle of an answer', async () => {
    let left = 4
    // Git's plain protocol over files is enough: what matters is that answers are cut off, at their start and within.
    execFileSync('git', ['update-server-info'], { cwd: repository })
    const server = createServer((request, response) => {
      left -= 1
      if (left === 3) return void request.socket.destroy()
      const path = join(repository, '.git', new URL(request.url ?? '', 'http://git').pathname)
      void readFile(path).then(
        (bytes) => {
          response.writeHead(200, { 'content-length': bytes.length })
          if (left < 0 || left % 2 === 1) return response.end(bytes)
          response.write(bytes.subarray(0, bytes.length / 2), () => request.socket.destroy())
          return response
        },
        () => response.writeHead(404).end(),
      )
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { exitCode, output } = await run('build', { gitCloneUrl: `http://127.0.0.1:${String(portOf(server))}/` })
    server.close()
    expect(output).toContain('trying again')
    expect(exitCode).toBe(0)
  })

  it('says which revision does not exist', async () => {
    const { exitCode, output } = await run('build', { gitRevision: 'no-such-branch' })
    expect(exitCode).not.toBe(0)
    expect(output).toContain('no-such-branch')
  })
})

describe('local/service', () => {
  it('applies the frozen manifests and waits for the URL', async () => {
    asked = 0
    const { exitCode, output, results } = await run('deploy')
    expect(output).not.toContain('✗')
    expect(exitCode).toBe(0)
    expect(rollouts.at(-1)).toEqual([manifest])
    expect(results['manifests.imageDigest']).toBe(`sha256:${'1'.repeat(64)}`)
    expect(results['wait.url']).toBe('http://127.0.0.1:1234')
    expect(output).toContain('Started shop-1')
  })
})

describe('verify:http', () => {
  it('accepts the expected answer and refuses another', async () => {
    const site = createServer((_, response) => response.end('three books'))
    site.listen(0, '127.0.0.1')
    await once(site, 'listening')
    const url = `http://127.0.0.1:${portOf(site)}`
    const good = await run('verify', { url, path: '/books', expectedText: 'books' })
    expect(good.output).not.toContain('✗')
    expect(good.exitCode).toBe(0)
    expect(good.results['request.status']).toBe('200')
    const bad = await run('verify', { url, expectedStatus: '404', attempts: '1' })
    expect(bad.exitCode).toBe(1)
    expect(bad.output).toContain('status 200 instead of 404')
    site.close()
  })

  it('tells why nothing answers', async () => {
    const gone = createServer().listen(0, '127.0.0.1')
    await once(gone, 'listening')
    const port = portOf(gone)
    gone.close()
    await once(gone, 'close')
    const { exitCode, output } = await run('verify', { url: `http://127.0.0.1:${port}`, attempts: '1' })
    expect(exitCode).toBe(1)
    expect(output).toContain('ECONNREFUSED')
  })
})

describe('git checkout', () => {
  it('gives the token to the server of the repository by a header only', async () => {
    const heard: (string | undefined)[] = []
    const server = createServer((request, response) => {
      heard.push(request.headers.authorization)
      response.writeHead(404).end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    await run('build', { gitCloneUrl: `http://127.0.0.1:${portOf(server)}/shop.git` })
    server.close()
    expect(heard[0]).toBe(`Basic ${Buffer.from(`x-access-token:${gitToken}`).toString('base64')}`)
  })

  it('brings submodules, named as whoever has a key reaches them, and says where only pointers to files are there', async () => {
    const words = join(folder, 'words')
    execFileSync('git', ['clone', '--quiet', repository, words])
    execFileSync('git', ['update-server-info'], { cwd: words })
    const server = createServer((request, response) => {
      readFile(join(folder, new URL(request.url ?? '', 'http://git').pathname)).then(
        (bytes) => response.end(bytes),
        () => response.writeHead(404).end(),
      )
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: words, encoding: 'utf8' }).trim()
    await writeFile(join(repository, '.gitmodules'), '[submodule "words"]\n\tpath = words\n\turl = git@127.0.0.1:words/.git\n')
    await writeFile(join(repository, '.gitattributes'), '*.bin filter=lfs\n')
    await writeFile(join(repository, 'cover.bin'), 'version https://git-lfs.github.com/spec/v1\n')
    git('-c', 'filter.lfs.clean=cat', 'add', '.')
    git('update-index', '--add', '--cacheinfo', `160000,${commit},words`)
    git('commit', '-m', 'Use words')
    git('update-server-info')
    const { output } = await run('build', { gitCloneUrl: `http://127.0.0.1:${portOf(server)}/repository/.git` })
    server.close()
    expect(await readFile(join(folder, 'shared', 'source', 'words', 'main.js'), 'utf8')).toContain('hello')
    expect(output).toContain('only their pointers are there')
  })
})

describe('build:staticSite', () => {
  it('makes an image that serves the site with its configuration', async () => {
    await mkdir(join(repository, 'public'))
    await writeFile(join(repository, 'public', 'index.html'), '<h1>Books</h1>')
    await writeFile(join(repository, 'public', 'config.json'), '{"apiUrl": "${API_URL}"}')
    execFileSync('git', ['add', '.'], { cwd: repository })
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-m', 'Show books'], { cwd: repository, stdio: 'ignore' })
    const { exitCode, output, results } = await run('build', {}, await compile(['pipeline/build:staticSite']))
    expect(output).not.toContain('✗')
    expect(exitCode).toBe(0)
    const unpacked = join(folder, 'image')
    await mkdir(unpacked)
    await writeFile(join(folder, 'image.tar.gz'), images.get(results['package.digest'] ?? '') ?? Buffer.alloc(0))
    execFileSync('tar', ['-xzf', join(folder, 'image.tar.gz'), '-C', unpacked])
    const site = spawn(process.execPath, ['serve.mjs'], {
      cwd: unpacked,
      env: { PORT: '0', HOST: '127.0.0.1', API_URL: 'http://api "quoted"' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(site.stdout, 'data')
    const url = `http://127.0.0.1:${/port (\d+)/.exec(String(line))?.[1]}`
    expect(await (await fetch(`${url}/`)).text()).toBe('<h1>Books</h1>')
    expect(await (await fetch(`${url}/config.json`)).json()).toEqual({ apiUrl: 'http://api "quoted"' })
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url}/nothing.js`)).status).toBe(404)
    expect((await fetch(`${url}/..%2fserve.mjs`)).status).toBe(404)
    site.kill('SIGTERM')
    await once(site, 'close')
  })
})
