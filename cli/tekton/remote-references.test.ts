import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { tarOf } from '#server/testing/tar-of.ts'
import { runTektonFile } from '../testing/run-tekton-file.ts'

let folder: string
let server: Server
let origin: string
let commit: string
let manifestDigest: string
const asked: string[] = []

const task = (name: string): string =>
  `apiVersion: tekton.dev/v1\nkind: Task\nmetadata: { name: ${name} }\nspec:\n  params: [{ name: who, default: nobody }]\n  steps: [{ name: a, image: x, script: 'echo "${name} greets $(params.who) in $(context.task.name)"' }]\n`

const layer = gzipSync(await tarOf([{ path: 'bundled', text: task('bundled') }]))
const layerDigest = `sha256:${createHash('sha256').update(layer).digest('hex')}`
const manifest = JSON.stringify({
  schemaVersion: 2,
  layers: [
    {
      digest: layerDigest,
      annotations: { 'dev.tekton.image.name': 'bundled', 'dev.tekton.image.kind': 'task' },
    },
  ],
})

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linewright-remote-'))
  manifestDigest = createHash('sha256').update(manifest).digest('hex')
  const repository = join(folder, 'catalog')
  mkdirSync(join(repository, 'tasks'), { recursive: true })
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: repository,
      encoding: 'utf8',
    })
  git('init', '--quiet', '--initial-branch=main')
  writeFileSync(join(repository, 'tasks', 'kept.yaml'), task('kept'))
  git('add', '.')
  git('commit', '--quiet', '-m', 'Begin')
  git('tag', '-a', 'v1', '-m', 'One')
  commit = git('rev-parse', 'HEAD').trim()
  writeFileSync(join(repository, 'tasks', 'kept.yaml'), task('moved-on'))
  git('commit', '--quiet', '-am', 'Go on')

  server = createServer((request, response) => {
    const { url = '', headers } = request
    asked.push(url)
    const answer = (status: number, body: string | Buffer, more: Record<string, string> = {}): void => {
      response.writeHead(status, more).end(body)
    }
    if (url === '/task.yaml') answer(200, task('fetched'))
    else if (url === '/action.yaml')
      answer(
        200,
        'apiVersion: tekton.dev/v1beta1\nkind: StepAction\nmetadata: { name: far }\nspec: { image: x, script: echo from afar }\n',
      )
    else if (url === '/private.yaml')
      answer(headers.authorization === `Basic ${btoa('me:s3cret-word')}` ? 200 : 401, task('private'))
    else if (url === '/pipeline.yaml')
      answer(
        200,
        `apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata: { name: whole }\nspec:\n  params: [{ name: file, default: nothing }]\n  tasks:\n  - name: inner\n    taskRef: { resolver: http, params: [{ name: url, value: "${origin}/$(params.file).yaml" }] }\n`,
      )
    else if (url === '/api/v1/packages/tekton-task/tekton-catalog-tasks/shared/0.6.0')
      answer(200, JSON.stringify({ data: { manifestRaw: task('shared') } }))
    else if (url.startsWith('/token')) answer(200, JSON.stringify({ token: 'for-everybody' }))
    else if (url.startsWith('/v2/') && headers.authorization !== 'Bearer for-everybody')
      answer(401, '', { 'www-authenticate': `Bearer realm="${origin}/token",service="here",scope="pull"` })
    else if (url === '/v2/team/tasks/manifests/1.0') answer(200, manifest)
    else if (url === `/v2/team/tasks/blobs/${layerDigest}`) answer(200, layer)
    else answer(404, '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function run(yaml: string, more: readonly string[] = []) {
  const { code, out, err } = await runTektonFile(folder, yaml, more, {
    env: { ...process.env, ARTIFACT_HUB_API: origin },
  })
  const documents = parseAllDocuments(out)
  const [object]: unknown[] = 'empty' in documents ? [] : documents.map((one) => one.toJS())
  return { code, err, object }
}

const params = (values: Readonly<Record<string, string>>): string =>
  `[${Object.entries(values)
    .map(([name, value]) => `{ name: ${name}, value: "${value}" }`)
    .join(', ')}]`

const runOf = (refs: Readonly<Record<string, string>>): string =>
  `apiVersion: tekton.dev/v1\nkind: PipelineRun\nmetadata: { name: far }\nspec:\n  pipelineSpec:\n    tasks:\n${Object.entries(
    refs,
  )
    .map(([name, ref]) => `    - { name: ${name}, taskRef: ${ref}, params: [{ name: who, value: ${name} }] }\n`)
    .join('')}`

describe('references to what lies elsewhere', () => {
  it('says of a step from where its StepAction was', async () => {
    const steps = `[{ name: here, script: 'true', image: x }, { name: far, ref: { resolver: http, params: ${params({ url: `${origin}/action.yaml` })} } }]`
    const { code, object } = await run(
      `apiVersion: tekton.dev/v1\nkind: TaskRun\nmetadata: { name: steps }\nspec: { taskSpec: { steps: ${steps} } }\n`,
    )
    expect(code).toBe(0)
    expect(object).toMatchObject({
      status: {
        steps: [{ name: 'here' }, { name: 'far', provenance: { refSource: { uri: `${origin}/action.yaml` } } }],
      },
    })
    expect(object).not.toHaveProperty('status.steps.0.provenance')
  })

  it('finds Tasks by every resolver, and says from where and which version they were', async () => {
    const { code, err, object } = await run(
      `${runOf({
        tagged: `{ resolver: git, params: ${params({ url: join(folder, 'catalog'), revision: 'v1', pathInRepo: 'tasks/kept.yaml' })} }`,
        page: `{ resolver: http, params: ${params({ url: `${origin}/task.yaml` })} }`,
        again: `{ resolver: http, params: ${params({ url: `${origin}/task.yaml` })} }`,
        closed: `{ resolver: http, params: ${params({ url: `${origin}/private.yaml`, 'http-username': 'me', 'http-password-secret': 'login' })} }`,
        hub: `{ resolver: hub, params: ${params({ name: 'shared', version: '0.6' })} }`,
        image: `{ resolver: bundles, params: ${params({ bundle: `${origin.replace('http://', '')}/team/tasks:1.0`, name: 'bundled', kind: 'task' })} }`,
        near: `{ resolver: cluster, params: ${params({ kind: 'task', name: 'local', namespace: 'default' })} }`,
      })}---\n${task('local')}---\napiVersion: v1\nkind: Secret\nmetadata: { name: login }\nstringData: { password: s3cret-word }\n`,
    )
    expect(err).toContain('kept greets tagged in kept')
    expect(code).toBe(0)
    for (const words of ['fetched greets page', 'fetched greets again', 'private greets closed', 'shared greets hub'])
      expect(err).toContain(words)
    expect(err).toContain('bundled greets image in bundled')
    expect(err).toContain('local greets near in local')
    expect(asked.filter((url) => url === '/task.yaml')).toHaveLength(1)
    const from = (refSource: unknown): unknown => ({ status: { provenance: { refSource } } })
    expect(object).toMatchObject({
      status: {
        taskRuns: {
          'far-tagged': from({
            uri: `git+${join(folder, 'catalog')}`,
            digest: { sha1: commit },
            entryPoint: 'tasks/kept.yaml',
          }),
          'far-page': from({ uri: `${origin}/task.yaml`, digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } }),
          'far-image': from({ digest: { sha256: manifestDigest }, entryPoint: 'bundled' }),
          'far-near': from({ uri: '/apis/tekton.dev/v1/namespaces/default/task/local' }),
        },
      },
    })
  })

  it('finds a Pipeline, and what it refers to with the parameters that it gets', async () => {
    const ref = `{ resolver: http, params: ${params({ url: `${origin}/pipeline.yaml` })} }`
    const { code, err, object } = await run(
      `apiVersion: tekton.dev/v1\nkind: PipelineRun\nmetadata: { name: deep }\nspec: { pipelineRef: ${ref} }\n`,
      ['--param', 'file=task'],
    )
    expect(err).toContain('[inner : a] fetched greets nobody in fetched')
    expect(code).toBe(0)
    expect(object).toMatchObject({
      metadata: { labels: { 'tekton.dev/pipeline': 'whole' } },
      status: { provenance: { refSource: { uri: `${origin}/pipeline.yaml` } } },
    })
  })

  it.each([
    ['{ resolver: ours }', 'There is no resolver "ours" here; there are cluster, git, http, hub, bundles'],
    ['{ resolver: http, params: [{ name: url, value: "$(tasks.x.results.y)" }] }', 'not known before the run starts'],
    ['{ resolver: cluster, params: [{ name: name, value: gone }] }', 'There is no Task "gone" in the file'],
    [
      '{ resolver: git, params: [{ name: url, value: CATALOG }, { name: revision, value: v9 }, { name: pathInRepo, value: a }] }',
      'has no branch, tag or commit "v9"',
    ],
    [
      '{ resolver: git, params: [{ name: url, value: CATALOG }, { name: pathInRepo, value: tasks/gone.yaml }] }',
      'has no file "tasks/gone.yaml" at main',
    ],
    [
      '{ resolver: git, params: [{ name: org, value: a }, { name: repo, value: b }, { name: scmType, value: bitbucketcloud }, { name: pathInRepo, value: a }] }',
      'are not supported for "bitbucketcloud"',
    ],
    ['{ resolver: http, params: [{ name: url, value: ORIGIN/private.yaml }] }', 'private.yaml answered 401'],
    ['{ resolver: http, params: [{ name: url, value: ORIGIN/pipeline.yaml }] }', 'There is no Task at'],
    ['{ resolver: hub, params: [{ name: name, value: a }, { name: version, value: ">=1" }] }', 'has to be one version'],
  ])('refuses %s before anything runs', async (ref, words) => {
    const { code, err, object } = await run(
      runOf({ one: ref.replace('CATALOG', join(folder, 'catalog')).replace('ORIGIN', origin) }),
    )
    expect(err.replace(/\s+/g, ' ')).toContain(words)
    expect(err).toMatch(/run\.yaml:\d+:\d+/)
    expect(code).not.toBe(0)
    expect(object).toBeUndefined()
  })
})
