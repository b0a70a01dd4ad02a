import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { builtinModuleDirectory, readModule } from '#compiler/host/builtin-module.ts'
import { createKernelPool } from '#compiler/host/kernel-pool.ts'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import type { Task } from '#domain/tekton/task.ts'
import { fakePrograms } from './fake-programs.ts'
import { runTask } from './step-runner.ts'

// Runs the scripts that change something elsewhere (a repository of manifests, a package store, a chat) against a real Git repository and a
// server that notes what it was asked.

const token = 'very-secret-token'
const config = `designPatterns:
  - pattern: linewright.dev/adapters/pipeline/ci:monorepo
  - pattern: linewright.dev/adapters/pipeline/gitops:pullRequest
  - pattern: linewright.dev/adapters/pipeline/gitops:helmImageTag
  - pattern: linewright.dev/adapters/pipeline/artifact:upload
  - pattern: linewright.dev/adapters/pipeline/notify:webhook
  - pattern: linewright.dev/adapters/pipeline/migrate:command
  - pattern: linewright.dev/adapters/pipeline/report:summary
  - pattern: linewright.dev/adapters/pipeline/deploy:pulumiPreview
    pipelineParams: {clouds: {gcp: true}}
`
const gitlabConfig = `designPatterns:
  - pattern: linewright.dev/adapters/pipeline/gitops:helmImageTag
    pipelineParams: {host: gitlab}
`
const pool = await createKernelPool()
let tasks: ReadonlyMap<string, Task>
let gitlabTasks: ReadonlyMap<string, Task>
let folder: string
let shared: string
let server: Server
let asked: { readonly method: string; readonly url: string; readonly login: string; readonly body: string }[]
let answer: (request: IncomingMessage, body: string) => { readonly status?: number; readonly data?: unknown; readonly bytes?: Buffer }

async function compiled(text: string): Promise<ReadonlyMap<string, Task>> {
  const modules = [await readModule(builtinModuleDirectory)]
  const made = await compilePipelines(pool.forProject('changes'), { config: parseQvsConfig(text).config, modules, prefix: '' })
  if (!made.ok) throw new Error(made.error.message)
  return new Map(made.value.tasks.map((task) => [task.metadata.name, task]))
}

beforeAll(async () => {
  tasks = await compiled(config)
  gitlabTasks = await compiled(gitlabConfig)
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('latin1')
      const { method = '', url = '', headers } = request
      asked.push({ method, url, login: String(headers.authorization ?? headers['private-token'] ?? ''), body })
      const { status = 200, data, bytes } = answer(request, body)
      response.writeHead(status).end(bytes ?? (data === undefined ? '' : JSON.stringify(data)))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
}, 120_000)
afterAll(async () => {
  server.close()
  await pool.close()
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linewright-changes-'))
  shared = join(folder, 'shared')
  await mkdir(shared, { recursive: true })
  asked = []
  answer = () => ({ data: {} })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function origin(): string {
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

async function run(
  name: string,
  params: Readonly<Record<string, string>>,
  { from = tasks, secrets = {}, programs = {} }: { from?: ReadonlyMap<string, Task>; secrets?: Readonly<Record<string, string>>; programs?: Readonly<Record<string, string>> } = {},
) {
  const task = from.get(name)
  if (task === undefined) throw new Error(`No task ${name}; there are ${[...from.keys()].join(', ')}`)
  const fake = await fakePrograms(folder, programs)
  const defaults = (task.spec.params ?? []).flatMap(({ name: param, default: initial }) => (typeof initial === 'string' ? [[param, initial] as const] : []))
  const done = await runTask(name, task, { ...Object.fromEntries(defaults), ...params }, { folder, params: {}, secrets, apiEndpoint: origin(), programs: fake.folder })
  expect(done.output).not.toContain(token)
  return { ...done, calls: await fake.calls() }
}

function git(where: string, ...args: readonly string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_AUTHOR_NAME: 'Ann', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'Ann', GIT_COMMITTER_EMAIL: 'a@example.com' }
  return execFileSync('git', ['-C', where, ...args], { encoding: 'utf8', env }).trim()
}

/** A repository `shop/manifests` as a server keeps it. */
async function repository(files: Readonly<Record<string, string>>): Promise<string> {
  const work = join(folder, 'work')
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(work, file)), { recursive: true })
    await writeFile(join(work, file), text)
  }
  git(work, 'init', '-q', '-b', 'main')
  git(work, 'add', '-A')
  git(work, 'commit', '-q', '-m', 'Begin')
  const bare = join(folder, 'shop', 'manifests.git')
  await mkdir(dirname(bare), { recursive: true })
  execFileSync('git', ['clone', '-q', '--bare', work, bare])
  return bare
}

describe('gitops:pullRequest', () => {
  const manifest = `containers:
  - image: "r.example/shop:old" # the service
  - image: r.example/shop-side:old
`
  const params = (bare: string) => ({
    ...{ manifestRepositoryUrl: `file://${bare}`, manifestFile: 'web/deployment.yaml', manifestTokenSecretName: 'host' },
    ...{ imageName: 'r.example/shop', imageTag: 'c0ffee', gitApiUrl: `${origin()}/api` },
  })
  const secrets = { 'host/token': token }

  it('changes the one line, pushes a branch and opens a pull request with its label', async () => {
    const bare = await repository({ 'web/deployment.yaml': manifest })
    answer = ({ url = '' }) => ({ status: 201, data: url.endsWith('/pulls') ? { number: 7, html_url: 'https://host.example/7' } : [] })
    const ran = await run('manifest-change', { ...params(bare), pullRequestLabel: 'image-tag' }, { secrets })
    expect([ran.exitCode, ran.results['pullRequestUrl']]).toEqual([0, 'https://host.example/7'])
    const branch = 'linewright/web-deployment-yaml-c0ffee'
    expect(git(bare, 'show', `${branch}:web/deployment.yaml`)).toBe(manifest.replace('shop:old', 'shop:c0ffee').trim())
    expect(git(bare, 'log', '-1', '--format=%s', branch)).toBe('[Update manifest] web/deployment.yaml: old to c0ffee')
    expect(git(bare, 'rev-parse', branch)).toBe(ran.results['manifestCommitId'])
    expect(git(bare, 'show', 'main:web/deployment.yaml')).toBe(manifest.trim())
    const base = '/api/repos' + bare.replace(/\.git$/, '')
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([`POST ${base}/pulls`, `POST ${base}/issues/7/labels`])
    expect(asked[0]?.login).toBe(`Bearer ${token}`)
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ head: branch, base: 'main' })
  })

  it('finds the pull request of its first try', async () => {
    const bare = await repository({ 'web/deployment.yaml': manifest })
    answer = ({ method }) => (method === 'POST' ? { status: 422, data: { message: 'exists' } } : { data: [{ number: 7, html_url: 'https://host.example/7' }] })
    const first = await run('manifest-change', params(bare), { secrets })
    const second = await run('manifest-change', params(bare), { secrets })
    expect([first.exitCode, second.exitCode, second.results['pullRequestUrl']]).toEqual([0, 0, 'https://host.example/7'])
  })

  it('has nothing to do where the tag is there already, and says what it cannot find', async () => {
    const bare = await repository({ 'web/deployment.yaml': manifest.replaceAll('old', 'c0ffee'), 'other.yaml': 'a: 1\n' })
    const there = await run('manifest-change', params(bare), { secrets })
    expect([there.exitCode, there.results['pullRequestUrl'], asked]).toEqual([0, '', []])
    expect(there.results['manifestCommitId']).toBe(git(bare, 'rev-parse', 'main'))
    const without = await run('manifest-change', { ...params(bare), manifestFile: 'other.yaml' }, { secrets })
    expect([without.exitCode, without.output]).toEqual([1, expect.stringContaining('does not name the image')])
  })

  it('touches nothing outside of the repository', async () => {
    const bare = await repository({ 'web/deployment.yaml': manifest })
    for (const manifestFile of ['../../secret.yaml', '.git/config', '/etc/hostname']) {
      const ran = await run('manifest-change', { ...params(bare), manifestFile }, { secrets })
      expect([ran.exitCode, ran.output]).toEqual([1, expect.stringMatching(/lies outside|has no file/)])
    }
    const wrong = await run('manifest-change', { ...params(bare), imageTag: 'a b; rm -rf' }, { secrets })
    expect(wrong.output).toContain('This is not a tag')
  })

  it('tells what the host says when it refuses', async () => {
    const bare = await repository({ 'web/deployment.yaml': manifest })
    answer = () => ({ status: 403, data: { message: 'Resource not accessible' } })
    const ran = await run('manifest-change', params(bare), { secrets })
    expect([ran.exitCode, ran.output]).toEqual([1, expect.stringContaining('403: "Resource not accessible"')])
  })
})

describe('gitops:helmImageTag', () => {
  const file = 'charts/shop/values/dev-image-tag.yaml'
  const values = 'image:\n  # written by the line\n  tag: "1"\n  pullPolicy: Always\n'
  const secrets = { 'host/token': token }
  const params = (bare: string) => ({
    ...{ manifestRepositoryUrl: `file://${bare}`, manifestFile: file, manifestTokenSecretName: 'host' },
    ...{ imageTag: '2', gitApiUrl: `${origin()}/api` },
  })

  it('changes the tag of a values file, merges at once and removes the branch', async () => {
    const bare = await repository({ [file]: values })
    answer = ({ method, url = '' }) => {
      if (url.endsWith('/pulls')) return { status: 201, data: { number: 4, html_url: 'https://host.example/4' } }
      return method === 'PUT' ? { data: { sha: 'merged' } } : { data: [] }
    }
    const ran = await run('image-tag-change', params(bare), { secrets })
    expect([ran.exitCode, ran.results['manifestCommitId']]).toEqual([0, 'merged'])
    const branch = 'linewright/charts-shop-values-dev-image-tag-yaml-2'
    expect(git(bare, 'show', `${branch}:${file}`)).toBe(values.replace('"1"', '"2"').trim())
    expect(asked.map(({ method }) => method)).toEqual(['POST', 'PUT', 'DELETE'])
  })

  it('waits at GitLab until it may merge, and gives the commit of the merge', async () => {
    const bare = await repository({ [file]: values })
    let tries = 0
    answer = ({ method, url = '' }) => {
      if (method === 'POST') return { data: { iid: 3, web_url: 'https://gitlab.example/3' } }
      tries += url.endsWith('/merge') ? 1 : 0
      return tries === 1 ? { status: 405, data: { message: 'Checking' } } : { data: { squash_commit_sha: 'feed' } }
    }
    const task = gitlabTasks.get('image-tag-change')
    for (const step of task?.spec.steps ?? []) step.env = [...(step.env ?? []), { name: 'MERGE_PAUSE', value: '1' }]
    const ran = await run('image-tag-change', params(bare), { from: gitlabTasks, secrets })
    expect([ran.exitCode, ran.results]).toEqual([0, { pullRequestUrl: 'https://gitlab.example/3', manifestCommitId: 'feed' }])
    expect([tries, asked.every(({ login }) => login === token)]).toEqual([2, true])
  })
})

describe('artifact:upload', () => {
  const params = () => ({ artifactPath: 'out', artifactUrl: `${origin()}/store/`, artifactTokenSecretName: 'store' })

  it('packs a directory the same each time and puts it under its name', async () => {
    await mkdir(join(shared, 'out'))
    await writeFile(join(shared, 'out', 'a.txt'), 'a')
    const secrets = { 'store/token': token }
    const first = await run('artifact-upload', params(), { secrets })
    const second = await run('artifact-upload', params(), { secrets })
    expect(first.results['artifactLocation']).toBe(`${origin()}/store/out.tar.gz`)
    expect([second.exitCode, second.results]).toEqual([0, first.results])
    expect(asked[0]).toMatchObject({ method: 'PUT', url: '/store/out.tar.gz', login: `Bearer ${token}` })
    expect(asked[0]?.body).toBe(asked[1]?.body)
  })

  it('signs in with a name and password, and says what the store answered', async () => {
    await writeFile(join(shared, 'out'), 'text')
    answer = () => ({ status: 409, data: 'exists' })
    const ran = await run('artifact-upload', { ...params(), artifactUrl: `${origin()}/store/x.txt` }, { secrets: { 'store/token': `ann:${token}` } })
    expect([ran.exitCode, ran.output]).toEqual([1, expect.stringContaining('answered 409')])
    expect(asked[0]?.login).toBe(`Basic ${Buffer.from(`ann:${token}`).toString('base64')}`)
  })

  it('takes nothing from outside of the workspace', async () => {
    await writeFile(join(folder, 'private'), 'x')
    await symlink(join(folder, 'private'), join(shared, 'link'))
    for (const artifactPath of ['../private', 'link', 'gone']) {
      const ran = await run('artifact-upload', { ...params(), artifactPath }, { secrets: { 'store/token': token } })
      expect([ran.exitCode, asked]).toEqual([1, []])
    }
  })
})

describe('notify:webhook', () => {
  it('posts the message, and fails without telling the address', async () => {
    const secrets = { 'chat/url': `${origin()}/hook/${token}` }
    const params = { webhookSecretName: 'chat', message: 'Delivered "v1" $(date)' }
    const posted = await run('webhook', params, { secrets })
    expect([posted.exitCode, JSON.parse(asked[0]?.body ?? '')]).toEqual([0, { text: 'Delivered "v1" $(date)' }])
    answer = () => ({ status: 410 })
    const refused = await run('webhook', params, { secrets })
    expect([refused.exitCode, refused.output]).toEqual([1, expect.stringContaining('answered 410')])
    const none = await run('webhook', params)
    expect(none.output).toContain('has no key url')
    const broken = await run('webhook', params, { secrets: { 'chat/url': `hook/${token}` } })
    expect([broken.exitCode, broken.output]).toEqual([1, expect.stringContaining('is no URL')])
  })
})

describe('deploy:pulumiPreview', () => {
  it('shows what would change with the state of the platform, and keeps none', async () => {
    await mkdir(join(shared, 'manifests', 'pulumi'), { recursive: true })
    await writeFile(join(shared, 'manifests', 'pulumi', 'Pulumi.yaml'), 'name: shop\nruntime: yaml\n')
    const state = join(folder, 'kept')
    await mkdir(join(state, '.pulumi'), { recursive: true })
    await writeFile(join(state, '.pulumi', 'stack.json'), 'of the last run')
    const archive = execFileSync('tar', ['-cz', '-C', state, '.pulumi'])
    answer = ({ method }) => (method === 'POST' ? { data: `${origin()}/state` } : { bytes: archive })
    const params = { appName: 'shop', qvsDeploymentName: 'staging', pulumiPassphraseSecretName: 'pulumi', gcpProjectId: 'p', gcpServiceAccountSecretName: 'gcp' }
    const secrets = { 'pulumi/passphrase': token, 'gcp/serviceaccount': token, 'linewright-task/token': token }
    const pulumi = `[ "$1" != preview ] || { [ -n "$GOOGLE_CREDENTIALS" ] && cat "$(echo "$PULUMI_BACKEND_URL" | cut -c 8-)/.pulumi/stack.json"; }`
    const ran = await run('pulumi-preview', params, { secrets, programs: { pulumi } })
    expect([ran.exitCode, ran.output]).toEqual([0, expect.stringContaining('of the last run')])
    expect(ran.calls.map((call) => call.slice(1, 3).join(' '))).toEqual(['stack select', 'preview --refresh'])
    expect(ran.calls[1]).toContain('shop-staging-main')
    expect(asked.map(({ method }) => method)).toEqual(['POST', 'GET'])
    expect(JSON.stringify(ran.calls)).not.toContain(token)
    const failed = await run('pulumi-preview', params, { secrets, programs: { pulumi: '[ "$1" != preview ] || exit 3' } })
    expect(failed.exitCode).toBe(3)
  })
})

describe('ci:monorepo', () => {
  it('tells whether a commit changed something below the directories', async () => {
    const source = join(shared, 'source')
    await mkdir(join(source, 'web'), { recursive: true })
    await mkdir(join(source, 'api'))
    git(source, 'init', '-q', '-b', 'main')
    await writeFile(join(source, 'web', 'a'), '1')
    await writeFile(join(source, 'api', 'a'), '1')
    git(source, 'add', '-A')
    git(source, 'commit', '-q', '-m', 'one')
    const params = { gitCloneUrl: `file://${source}`, gitTokenSecretName: 'none', changedPaths: 'web, docs' }
    const whole = await run('changed-files', params)
    expect(whole.results).toEqual({ changed: 'true', files: 'web/a' })
    await writeFile(join(source, 'api', 'a'), '2')
    git(source, 'commit', '-q', '-a', '-m', 'two')
    const other = await run('changed-files', params)
    expect([other.exitCode, other.results]).toEqual([0, { changed: 'false', files: '' }])
  })
})

describe('migrate:command and report:summary', () => {
  it('runs the command in the source with the address of the database, which nobody reads', async () => {
    await mkdir(join(shared, 'source', 'db'), { recursive: true })
    const params = { migrateCommand: 'test -n "$DATABASE_URL" && pwd', databaseSecretName: 'db', pathToSource: 'db' }
    const ran = await run('migrate', params, { secrets: { 'db/url': `postgres://u:${token}@h/d` } })
    expect([ran.exitCode, ran.output]).toEqual([0, expect.stringContaining('/source/db')])
    const failed = await run('migrate', { ...params, migrateCommand: 'exit 9' }, { secrets: { 'db/url': token } })
    expect(failed.exitCode).toBe(9)
  })

  it('writes a page about the manifests, whatever lies beside them', async () => {
    await mkdir(join(shared, 'manifests', 'pulumi'), { recursive: true })
    await writeFile(join(shared, 'manifests', '01-deployment.yaml'), 'image: r.example/shop:1\n')
    await writeFile(join(shared, 'manifests', 'pulumi', 'Pulumi.yaml'), 'name: shop\n')
    const ran = await run('summary', { title: 'Shop', notes: 'All well' })
    expect([ran.exitCode, ran.results]).toEqual([0, { report: 'report.md' }])
    const page = await readFile(join(shared, 'report.md'), 'utf8')
    expect(page).toContain('| 01-deployment.yaml | r.example/shop:1 |')
    expect(page).toContain('# Shop')
  })
})
