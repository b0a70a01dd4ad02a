import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { previewStage } from '#contract/compile.ts'
import { conflictsSchema, findDocument, listVersions, publishChangeSet, readDocument } from '#contract/documents.ts'
import { listDrafts } from '#contract/drafts.ts'
import { problemSchema } from '#domain/problem.ts'
import type { Api } from './api.ts'
import { call, parsed } from './testing/calls.ts'
import { createMemoryPlatform, shopLine, type MemoryPlatform } from './testing/memory-platform.ts'
import { startRelease } from './testing/shop.ts'

let platform: MemoryPlatform
let api: Api
beforeEach(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
})
afterEach(() => api.close())

const document = (id: string): string => `projects/shop/document?id=${encodeURIComponent(id)}`
const read = (id: string) => parsed(call(api, 'lea', 'GET', document(id)), readDocument.response)
const drafts = async (person: string) =>
  (await parsed(call(api, person, 'GET', 'projects/shop/drafts'), listDrafts.response)).drafts
const publish = (parts: unknown, headers = {}): Promise<Response> =>
  call(api, 'dan', 'POST', 'projects/shop/change-sets', { message: 'Change', parts }, headers)

describe('documents', () => {
  it('are published by version, with an ETag', async () => {
    const first = await call(api, 'lea', 'GET', document('line/release'))
    const old = await parsed(first, readDocument.response)
    const tag = first.headers.get('etag') ?? ''
    expect(tag).toBe(`"${old.digest}.1"`)
    const asked = async (headers: Record<string, string>): Promise<number> =>
      (await call(api, 'lea', 'GET', document('line/release'), undefined, headers)).status
    expect(await asked({ 'if-none-match': tag })).toBe(304)
    const text = `${shopLine}# more\n`
    const answer = await publish([{ id: 'line/release', base: old.digest, text }])
    expect(answer.status, await answer.clone().text()).toBe(201)
    expect(await (await call(api, 'lea', 'GET', document('line/release'))).json()).toMatchObject({
      version: 2,
      text,
      author: { id: 'dan' },
    })
    expect(await (await call(api, 'lea', 'GET', `${document('line/release')}&version=1`)).json()).toMatchObject({
      text: shopLine,
    })
    const versions = call(api, 'lea', 'GET', 'projects/shop/document/versions?id=line/release')
    expect((await parsed(versions, listVersions.response)).versions.map(({ version }) => version)).toEqual([2, 1])
    const back = { id: 'line/release', base: (await read('line/release')).digest, text: shopLine }
    expect((await publish([back], { 'if-match': `"${back.base}.2"` })).status).toBe(201)
    expect(await asked({ 'if-none-match': tag }), 'the same text is another version').toBe(200)
  })

  it('are no error where they are not there yet, for whoever asks whether there is one', async () => {
    const find = (id: string) => call(api, 'lea', 'GET', `projects/shop/document/newest?id=${encodeURIComponent(id)}`)
    expect(await parsed(find('line/unpublished'), findDocument.response)).toEqual({})
    const { document: found } = await parsed(find('line/release'), findDocument.response)
    expect(found).toEqual(await read('line/release'))
    expect((await call(api, 'lea', 'GET', document('line/unpublished'))).status).toBe(404)
  })

  it('are published once, also for whoever asks again because the answer was lost', async () => {
    const old = await read('line/release')
    const parts = [
      { id: 'line/release', base: old.digest, text: `${shopLine}# more\n` },
      { id: 'layout/release', text: '{}' },
    ]
    expect((await publish(parts)).status).toBe(201)
    const again = await publish(parts)
    expect(again.status, await again.clone().text()).toBe(201)
    const { versions } = await parsed(again, publishChangeSet.response)
    expect(versions.map(({ id, version }) => [id, version])).toEqual([
      ['line/release', 2],
      ['layout/release', 1],
    ])
    expect((await read('line/release')).version).toBe(2)
  })

  it('answer 412 with both sides when somebody else was faster, and publish nothing of the set', async () => {
    const old = await read('line/release')
    await publish([{ id: 'line/release', base: old.digest, text: `${shopLine}# theirs\n` }])
    const mine = `${shopLine}# mine\n`
    const refused = await publish([
      { id: 'line/release', base: old.digest, text: mine },
      { id: 'layout/release', text: '{}' },
    ])
    expect(refused.status).toBe(412)
    expect(await refused.clone().json()).toMatchObject({ code: 'version-conflict' })
    const { conflicts } = await parsed(refused, conflictsSchema)
    expect(conflicts).toMatchObject([{ id: 'line/release', mine, current: { version: 2 } }])
    expect((await call(api, 'lea', 'GET', document('layout/release'))).status).toBe(404)
    expect(
      (
        await publish([{ id: 'line/release', base: conflicts[0]?.current?.digest, text: mine }], {
          'if-match': '"sha256:0"',
        })
      ).status,
    ).toBe(412)
  })

  it('refuse a line with errors and say where', async () => {
    const old = await read('line/release')
    const refused = await publish([
      { id: 'line/release', base: old.digest, text: shopLine.replace('pipeline: api-verify', 'pipeline: nothing') },
    ])
    expect(refused.status).toBe(422)
    const problem = await parsed(refused, problemSchema)
    expect(problem.code).toBe('invalid-document')
    const place = problem.findings?.[0]?.place
    expect(place).toMatchObject({ document: 'line/release', stage: 'check' })
    expect(place?.line).toBeGreaterThan(1)
  })

  it('in Git become commits of the person, and a push in between is a conflict', async () => {
    const { repositories } = platform.ports
    const hosted = { project: 'shop', repository: 'api' }
    const old = await read('qvs-config/api')
    expect(old).toMatchObject({ version: 1, commit: expect.stringMatching(/^[0-9a-f]{40}$/) })
    expect((await publish([{ id: 'qvs-config/api', base: old.digest, text: `${old.text}# one\n` }])).status).toBe(201)
    const log = await repositories.listCommits(hosted, '', 5)
    expect(log.ok && log.value.map(({ author, message }) => [author, message])).toEqual([
      ['Dan', 'Change'],
      ['Dan', 'Begin'],
    ])
    const head = await repositories.resolveRevision(hosted, '')
    const files = { '.valuestream/qvs.yaml': `${old.text}# pushed\n` }
    await repositories.commitFiles(hosted, {
      branch: 'main',
      files,
      author: { name: 'Eve', email: 'e@e' },
      message: 'Push',
      ...(head.ok ? { expectedHead: head.value } : {}),
    })
    const now = await read('qvs-config/api')
    expect(now).toMatchObject({ version: 3, author: { name: 'Eve' } })
    expect((await publish([{ id: 'qvs-config/api', base: old.digest, text: 'x' }])).status).toBe(412)
  })

  it('of resources are made, with a hosted repository, and deleted; what is still used stays', async () => {
    const json = (id: string, data: unknown) => ({ id, text: JSON.stringify(data) })
    const made = await publish([
      json('repository/web', { name: 'web', kind: 'hosted', gitCloneUrl: '/git/shop/web.git' }),
      json('application/web', { name: 'web', displayName: 'Web', qvsConfigRepository: 'web' }),
      json('deployment/web/staging', { application: 'web', name: 'staging', environment: 'staging', displayName: 'W' }),
    ])
    expect(made.status, await made.clone().text()).toBe(201)
    const commits = await platform.ports.repositories.listCommits({ project: 'shop', repository: 'web' }, '', 5)
    expect(commits.ok && commits.value.map(({ author }) => author)).toEqual(['Dan'])
    const environment = await read('environment/staging')
    const refused = await publish([{ id: 'environment/staging', base: environment.digest }])
    expect(refused.status).toBe(422)
    const { findings = [] } = await parsed(refused, problemSchema)
    expect(findings.map(({ code, args }) => [code, args['from']])).toEqual([
      ['still-used', 'deployment/api/staging'],
      ['still-used', 'deployment/web/staging'],
    ])
    const deployment = await read('deployment/web/staging')
    expect((await publish([{ id: 'deployment/web/staging', base: deployment.digest }])).status).toBe(201)
    expect((await call(api, 'lea', 'GET', document('deployment/web/staging'))).status).toBe(404)
    const used = await read('deployment/api/production')
    const byLine = await publish([{ id: 'deployment/api/production', base: used.digest }])
    expect(await byLine.json()).toMatchObject({ findings: [{ code: 'still-used', args: { from: 'line/release' } }] })
  })

  it('of a Deployment are deleted with what runs in it, which nobody could stop any more', async () => {
    const { target } = platform.ports
    const ref = { project: 'shop', application: 'api', deployment: 'trial', environment: 'staging' }
    const origin = { run: 'r', number: 1, attempt: 1, stage: 's', version: 'v', stageDigest: '', by: 'Dan' }
    for (const deployment of ['trial', 'staging'])
      await target.rollOut({
        target: { ...ref, deployment },
        documents: [],
        secrets: [],
        origin,
        idempotencyKey: deployment,
      })
    const data = { application: 'api', name: 'trial', environment: 'staging', displayName: 'Trial' }
    await publish([{ id: 'deployment/api/trial', text: JSON.stringify(data) }])
    const { digest } = await read('deployment/api/trial')
    expect((await publish([{ id: 'deployment/api/trial', base: digest }])).status).toBe(201)
    await vi.waitFor(async () => {
      const running = await target.running('shop')
      expect(running.map((version) => version.target.deployment)).toEqual(['staging'])
    })
  })

  it('of pasted Pipelines stay as long as a line names them', async () => {
    const pasted = `kind: Pipeline\nmetadata: {name: mine}\nspec: {tasks: [{name: a, taskSpec: {steps: [{name: b, image: c}]}}]}\n`
    const line = await read('line/release')
    const text = shopLine.replace(/pipeline: .*/, 'pipeline: mine')
    const first = await publish([
      { id: 'pipeline/mine', text: `apiVersion: tekton.dev/v1\n${pasted}` },
      { id: 'line/release', base: line.digest, text },
    ])
    expect(first.status, await first.clone().text()).toBe(201)
    const { digest } = await read('pipeline/mine')
    const refused = await publish([{ id: 'pipeline/mine', base: digest }])
    expect(await refused.json()).toMatchObject({ findings: [{ code: 'still-used', args: { from: 'line/release' } }] })
    const both = await publish([
      { id: 'pipeline/mine', base: digest },
      { id: 'line/release', base: (await read('line/release')).digest, text: shopLine },
    ])
    expect(both.status, await both.clone().text()).toBe(201)
    expect((await call(api, 'lea', 'GET', document('pipeline/mine'))).status).toBe(404)
  })

  it('keep drafts to their person', async () => {
    await call(api, 'dan', 'PUT', 'projects/shop/drafts/d1', { subject: 'line/release', content: { a: 1 } })
    expect(await drafts('dan')).toHaveLength(1)
    expect(await drafts('aya')).toHaveLength(0)
    await call(api, 'dan', 'DELETE', 'projects/shop/drafts/d1')
    expect(await drafts('dan')).toHaveLength(0)
  })
})

describe('secrets', () => {
  it.each(['db@3', 'a\nb', '\u200bdb', 'a b', 'a'.repeat(254), '$(whoami)'])('have no name like %j', async (key) => {
    const body = { environment: 'staging', value: 'long enough' }
    const path = `projects/shop/secrets/${encodeURIComponent(key)}`
    expect((await call(api, 'dan', 'PUT', path, body)).status).toBe(400)
    expect((await call(api, 'dan', 'PUT', 'projects/shop/secrets/db%2Fパス.key_1', body)).status).toBe(200)
    expect((await call(api, 'dan', 'PUT', 'projects/shop/secrets/db', { ...body, environment: 'No one' })).status).toBe(
      400,
    )
  })

  it('are written, listed without their values, and refused when they are short', async () => {
    const write = (value: string): Promise<Response> =>
      call(api, 'dan', 'PUT', 'projects/shop/secrets/db', { environment: 'staging', value })
    expect((await write('short')).status).toBe(400)
    expect((await write('long enough')).status).toBe(200)
    const listed = await (await call(api, 'lea', 'GET', 'projects/shop/secrets')).text()
    expect(listed).toContain('"db"')
    expect(listed).not.toContain('long enough')
    const remove = (person: string) => call(api, person, 'DELETE', 'projects/shop/secrets/db/environments/staging')
    expect((await remove('lea')).status).toBe(403)
    expect((await remove('dan')).status).toBe(200)
    expect(await (await call(api, 'lea', 'GET', 'projects/shop/secrets')).json()).toEqual({ secrets: [] })
    expect(
      (await call(api, 'lea', 'PUT', 'projects/shop/secrets/db', { environment: 'staging', value: 'long enough' }))
        .status,
    ).toBe(403)
  })
})

describe('requests', () => {
  it('are refused with place and fix when they are not as expected', async () => {
    const bad = await call(api, 'dan', 'POST', 'projects/shop/change-sets', { message: '', parts: [] })
    expect(bad.status).toBe(400)
    expect(bad.headers.get('content-type')).toBe('application/problem+json')
    expect(await bad.json()).toMatchObject({
      code: 'invalid-request',
      findings: [{ place: { path: 'body.message' } }, { place: { path: 'body.parts' } }],
    })
    const large = await call(api, 'dan', 'POST', 'projects/shop/change-sets', { message: 'x'.repeat(5_000_000) })
    expect(large.status).toBe(413)
    expect((await call(api, 'dan', 'GET', 'nothing/here')).status).toBe(404)
  })

  it('preview a stage with placeholders for what comes later, also from a change set', async () => {
    const body = { line: 'release', stage: 'staging', documents: { 'parameters/project': 'config: { replicas: "5" }' } }
    const answer = await call(api, 'lea', 'POST', 'projects/shop/preview/stage', body)
    expect(answer.status, await answer.clone().text()).toBe(200)
    const preview = await parsed(answer, previewStage.response)
    const kinds = preview.manifests.map(({ kind }) => kind)
    expect(kinds).toEqual(['ConfigMap', 'PipelineRun', 'Pipeline', 'Task', 'Task'])
    expect(preview.manifests[0]?.text).toContain('replicas: "5"')
    expect(preview.manifests[0]?.text).toContain('$(params.imageDigest)')
    expect(preview.parameters.find(({ name }) => name === 'imageDigest')?.state).toBe('later')
    const sooner = await call(api, 'lea', 'POST', 'projects/shop/preview/stage', { ...body, extent: 'applied' })
    const applied = (await parsed(sooner, previewStage.response)).manifests
    expect(applied.map(({ text }) => text)).toEqual(preview.manifests.slice(0, 1).map(({ text }) => text))
  })

  it('never answer a secret value', async () => {
    const value = 'correct horse battery staple'
    await call(api, 'dan', 'PUT', 'projects/shop/secrets/db', { environment: 'staging', value })
    const list = await (await call(api, 'lea', 'GET', 'projects/shop/secrets')).text()
    expect(list).toContain('"version":"1"')
    expect(list).not.toContain('horse')
  })
})

describe('streams', () => {
  it('send events from a cursor, then live, and end when the token does', async () => {
    const { id } = await startRelease(api)
    const response = await call(api, 'lea', 'GET', `projects/shop/runs/${id}/events`, undefined, {
      'last-event-id': '1',
    })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const readUntil = async (wanted: string): Promise<void> => {
      while (!text.includes(wanted)) {
        const next = await reader?.read()
        if (next?.value === undefined) throw new Error(`ended before ${wanted}: ${text}`)
        text += next.value
      }
    }
    await readUntil('stage-started')
    expect(text).not.toContain('run-started')
    expect(text).toContain('id: 2\n')
    platform.engine.finish('release-1-1-build')
    await readUntil('stage-ended')
    platform.clock.advance(16_000)
    await readUntil(': \n')
    platform.clock.advance(60_000)
    await readUntil('event: end')
  })

  it('give logs as bytes from an offset, followed until the step ends', async () => {
    await startRelease(api)
    for (let turn = 0; turn < 50 && platform.engine.started.length === 0; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 0))
    const key = { namespace: 'shop', taskRun: 'release-1-1-build-checkout', retry: 0, step: 'work' }
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
    platform.logs.append(key, bytes('one\n'))
    const path = `projects/shop/logs/${key.taskRun}/0/work`
    const live = await call(api, 'lea', 'GET', `${path}?follow=1&from=2`)
    expect(live.headers.get('x-log-complete')).toBe('false')
    const all = live.text()
    platform.logs.append(key, bytes('two\n'))
    await new Promise((resolve) => setTimeout(resolve, 5))
    platform.engine.finish('release-1-1-build')
    for (let turn = 0; turn < 20; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1))
      platform.clock.advance(1000)
    }
    expect(await all).toBe('e\ntwo\n')
    const rest = await call(api, 'lea', 'GET', `${path}?follow=1&from=6`)
    expect(rest.headers.get('x-log-complete')).toBe('true')
    expect(await rest.text()).toBe('o\n')
  })
})
