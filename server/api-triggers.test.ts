import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createApiToken } from '#contract/api-tokens.ts'
import { searchAudit } from '#contract/audit.ts'
import { listRuns } from '#contract/run-lists.ts'
import { startRun } from '#contract/runs.ts'
import { createTrigger, listFirings, listTriggers, receivePush, type TriggerView } from '#contract/triggers.ts'
import type { Firing } from '#domain/triggers/trigger.ts'
import { type Api, createApi } from './api.ts'
import { call, parsed, readRun, until } from './testing/calls.ts'
import { createMemoryPlatform, shopLine, type MemoryPlatform } from './testing/memory-platform.ts'
import { isStage, publish } from './testing/shop.ts'

const dan = { id: 'dan', name: 'Dan' }
const hosted = { project: 'shop', repository: 'api' }
const push = { kind: 'push', repository: 'api', branches: ['main'] }
const minute = 60_000
const hour = 60 * minute

let platform: MemoryPlatform
let api: Api
beforeEach(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
})
afterEach(() => api.close())

async function create(on: unknown, fields: object = {}): Promise<TriggerView> {
  const body = { name: 'Trigger', line: 'release', on, inputs: { gitRevision: '$(push.commit)' }, ...fields }
  const answer = await call(api, 'dan', 'POST', 'projects/shop/triggers', body)
  expect(answer.status, await answer.clone().text()).toBe(201)
  return parsed(answer, createTrigger.response)
}

async function commit(files: Readonly<Record<string, string>>): Promise<string> {
  const head = await platform.ports.repositories.resolveRevision(hosted, '')
  const made = await platform.ports.repositories.commitFiles(hosted, {
    ...{ branch: 'main', files, author: { name: 'Dan', email: 'dan@example.org' }, message: 'Change' },
    ...(head.ok ? { expectedHead: head.value } : {}),
  })
  if (!made.ok) throw new Error(made.error.message)
  return made.value.commit
}

async function firings(trigger: string): Promise<readonly Firing[]> {
  return (await parsed(call(api, 'lea', 'GET', `projects/shop/triggers/${trigger}/firings`), listFirings.response))
    .firings
}

async function runs() {
  return (await parsed(call(api, 'lea', 'GET', 'projects/shop/runs'), listRuns.response)).runs
}

/** Opens the platform on a disk that takes no runs while it is full. */
function fullDisk(): { isFull: boolean } {
  const disk = { isFull: true }
  const { runs: store } = platform.ports
  api = createApi({
    ...platform.ports,
    runs: {
      ...store,
      create: async (request) => (disk.isFull ? Promise.reject(new Error('ENOSPC')) : store.create(request)),
    },
  })
  return disk
}

/** Lets what timers have begun come to its end. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0))
}

describe('a push to a hosted repository', () => {
  it('starts a run of its commit in the name of who has pushed, once, and not for what was there before', async () => {
    const { id } = await create(push)
    await api.services.pushed('shop', 'api', dan)
    expect(await runs()).toEqual([])
    const pushed = await commit({ 'a.txt': 'a' })
    await Promise.all([api.services.pushed('shop', 'api', dan), api.services.pushed('shop', 'api', dan)])
    const [run, ...others] = await runs()
    expect(others).toEqual([])
    expect(run).toMatchObject({ by: dan, note: `Trigger: main ${pushed.slice(0, 7)}` })
    const { trigger, snapshot } = await readRun(api, run?.id ?? '')
    expect(trigger).toEqual({ id, name: 'Trigger' })
    expect(JSON.parse((await platform.ports.snapshots.get(snapshot)) ?? '').inputs).toEqual({ gitRevision: pushed })
    expect(await firings(id)).toMatchObject([{ result: 'started', run: { number: 1 } }])
    const audit = await parsed(call(api, 'aya', 'GET', 'projects/shop/audit?action=startRun'), searchAudit.response)
    expect(audit.entries[0]).toMatchObject({ person: dan, outcome: 'done', detail: { trigger: 'Trigger' } })
  })

  it('is found by the next server when the one that took it was killed', async () => {
    await create(push)
    await api.close()
    await commit({ 'a.txt': 'a' })
    for (let starts = 0; starts < 3; starts += 1) {
      api = platform.open()
      await settle()
      expect((await runs()).map(({ number, by }) => [number, by.name])).toEqual([[1, 'Trigger']])
      if (starts < 2) await api.close()
    }
  })

  it('is not forgotten when its run could not be stored', async () => {
    const { id } = await create(push)
    await api.close()
    const disk = fullDisk()
    const pushed = await commit({ 'a.txt': 'a' })
    await api.services.pushed('shop', 'api', dan)
    expect(await runs()).toEqual([])
    disk.isFull = false
    platform.clock.advance(minute)
    await settle()
    expect((await firings(id)).map(({ result, cause }) => [result, cause])).toEqual([
      ['started', `main ${pushed.slice(0, 7)}`],
    ])
  })

  it('is let pass when no path that counts has changed, and the list says so', async () => {
    const { id } = await create({ ...push, paths: ['src/**'] })
    await commit({ 'docs/a.md': 'a' })
    await api.services.pushed('shop', 'api', dan)
    expect(await firings(id)).toMatchObject([{ result: 'ignored' }])
    await commit({ 'src/a.js': 'a' })
    await api.services.pushed('shop', 'api', dan)
    expect((await firings(id)).map(({ result }) => result)).toEqual(['started', 'ignored'])
  })
})

describe('a push to a repository elsewhere', () => {
  const commitId = 'a'.repeat(40)
  const payload = {
    ref: 'refs/heads/main',
    before: 'b'.repeat(40),
    after: commitId,
    commits: [],
    pusher: { name: 'eve' },
  }
  const secret = 'a secret of more than eight characters'
  let trigger: TriggerView

  beforeEach(async () => {
    const repository = { name: 'far', kind: 'github', gitCloneUrl: 'https://github.example/shop/far.git' }
    await publish(platform, 'repository/far', JSON.stringify(repository))
    await platform.ports.secrets.write({
      ...{ project: 'shop', environment: 'staging', key: 'hook', value: secret, at: '2026-01-01T00:00:00Z' },
    })
    const on = { ...push, repository: 'far', secret: { environment: 'staging', key: 'hook' } }
    trigger = await create(on, { inputs: {} })
  })

  function tell(body: string, headers: Record<string, string>, id = trigger.id): Promise<Response> {
    const init = { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }
    return api.fetch(new Request(`http://localhost/apis/v1/projects/shop/triggers/${id}/push`, init))
  }
  const signed = (body: string, key = secret) => ({
    'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(body).digest('hex')}`,
  })

  it('starts one run however often it is told, by GitHub or GitLab, and never without a sandbox', async () => {
    expect(trigger.address).toBe(`http://localhost/apis/v1/projects/shop/triggers/${trigger.id}/push`)
    const body = JSON.stringify(payload)
    const answer = await tell(body, { ...signed(body), 'x-github-delivery': '1' })
    expect(answer.status).toBe(202)
    expect(await parsed(answer, receivePush.response)).toMatchObject({ result: 'started', run: { number: 1 } })
    platform.clock.advance(1000)
    const again = await tell(body, { ...signed(body), 'x-github-delivery': '2' })
    expect(await parsed(again, receivePush.response)).toMatchObject({ result: 'known', run: { number: 1 } })
    const gitlab = await tell(JSON.stringify({ ...payload, user_name: 'eve' }), { 'x-gitlab-token': secret })
    expect(await parsed(gitlab, receivePush.response)).toMatchObject({ result: 'known' })
    expect((await runs()).length).toBe(1)
    await settle()
    const [started] = platform.engine.runs.values()
    expect(started?.run.metadata.annotations?.['linewright.dev/isolation']).toBe('sandbox')
  })

  it('is refused unsigned or wrongly signed with one answer for all, which is on record', async () => {
    const body = JSON.stringify(payload)
    const answers = [
      await tell(body, {}),
      await tell(body, signed(body, 'another secret')),
      await tell(`${body} `, signed(body)),
      await tell(body, { 'x-hub-signature-256': 'sha256=00' }),
      await tell(body, { 'x-gitlab-token': `${secret}.` }),
      await tell(body, signed(body), 'nobody'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403])
    const [first, ...others] = await Promise.all(answers.map((one) => one.text()))
    for (const other of others) expect(other).toBe(first)
    expect(await runs()).toEqual([])
    const audit = await parsed(call(api, 'aya', 'GET', 'projects/shop/audit?outcome=denied'), searchAudit.response)
    expect(audit.entries.length).toBe(5)
    for (let more = 0; more < 20; more += 1) await tell(body, {})
    const later = await parsed(call(api, 'aya', 'GET', 'projects/shop/audit?outcome=denied'), searchAudit.response)
    expect(later.entries.length).toBe(10)
  })

  it('keeps nothing that a stranger sends to an unknown address', async () => {
    let asked = 0
    const pull = () => void (asked += 1)
    const body = new ReadableStream<Uint8Array>({ pull }, new ByteLengthQueuingStrategy({ highWaterMark: 0 }))
    const url = 'http://localhost/apis/v1/projects/shop/triggers/nobody/push'
    const request = new Request(url, { method: 'POST', body, duplex: 'half' })
    expect((await api.fetch(request)).status).toBe(403)
    expect(asked).toBe(0)
  })

  it('that is no push to a branch is taken without a run', async () => {
    const body = JSON.stringify({ zen: 'Speak like a human.' })
    const answer = await parsed(tell(body, { ...signed(body), 'x-github-event': 'ping' }), receivePush.response)
    expect(answer).toMatchObject({ result: 'ignored', cause: 'ping' })
  })

  it('needs a secret', async () => {
    const body = { name: 'Open', line: 'release', on: { ...push, repository: 'far' } }
    const answer = await call(api, 'dan', 'POST', 'projects/shop/triggers', body)
    expect([answer.status, await answer.text()]).toMatchObject([400, expect.stringContaining('signed')])
  })
})

describe('a run that succeeds', () => {
  const follow = { kind: 'run', line: 'quick' }

  async function publishLine(name: string, params = ''): Promise<void> {
    const stage = '{ name: build, spec: { pipeline: api-build, deployment: { app: api, name: staging } } }'
    const text = `apiVersion: vs.axis-dev.io/v1\nkind: AssemblyLine\nmetadata: { name: ${name} }\nspec:\n${params}  stages:\n    - ${stage}\n`
    await publish(platform, `line/${name}`, text)
  }

  async function succeed(key: string): Promise<void> {
    const body = { inputs: {}, idempotencyKey: key }
    platform.clock.advance(1000)
    const { id, number } = await parsed(
      call(api, 'dan', 'POST', 'projects/shop/lines/quick/runs', body),
      startRun.response,
    )
    await finish(id, number)
  }

  async function finish(id: string, number: number): Promise<void> {
    await until(api, id, isStage('build', 'running'))
    platform.engine.finish(`quick-${String(number)}-1-build`)
    await until(api, id, ({ state }) => state === 'succeeded')
    await settle()
  }

  it('starts the line that follows, once, in the name of whoever asked for it, also when the server is killed between', async () => {
    await publishLine('quick')
    await publishLine('smoke', '  params: [{ name: after }]\n')
    const fields = { line: 'smoke', inputs: { after: '$(run.number)' } }
    const { id } = await create(follow, fields)
    await succeed('key-00001')
    const [run, ...others] = (await runs()).filter(({ line }) => line === 'smoke')
    expect(others).toEqual([])
    expect(run).toMatchObject({ by: dan, note: 'Trigger: quick #1' })
    const { snapshot } = await readRun(api, run?.id ?? '')
    expect(JSON.parse((await platform.ports.snapshots.get(snapshot)) ?? '').inputs).toEqual({ after: '1' })
    await api.close()
    // As if it had been killed before it could say so.
    platform.clock.advance(minute)
    await platform.ports.triggers.setMark(id, 'fired', '2025-01-01T00:00:00.000Z')
    api = platform.open()
    await settle()
    expect((await runs()).filter(({ line }) => line === 'smoke')).toHaveLength(1)
    expect((await firings(id)).map(({ result }) => result)).toEqual(['known', 'started'])
  })

  it('lets nobody approve what their machine has asked for, also in the line that follows', async () => {
    await publishLine('quick')
    await publishLine('smoke')
    await create(follow, { line: 'smoke', inputs: {} })
    const { id } = await create(push, { line: 'quick', inputs: {} })
    const made = { name: 'CI', kind: 'machine', scopes: ['run'], role: 'developer' }
    const { token } = await parsed(call(api, 'aya', 'POST', 'projects/shop/tokens', made), createApiToken.response)
    platform.clock.advance(1000)
    await call(api, token, 'POST', `projects/shop/triggers/${id}/fire`)
    await finish((await runs())[0]?.id ?? '', 1)
    const all = await Promise.all((await runs()).map((run) => readRun(api, run.id)))
    expect(all.map(({ line, behind }) => `${line} ${behind?.id ?? ''}`)).toEqual(['smoke aya', 'quick aya'])
  })

  it('never makes a line start itself, and the circle is named, also where both are saved at once', async () => {
    await publishLine('quick')
    const save = (line: string, after: string) =>
      call(api, 'dan', 'POST', 'projects/shop/triggers', {
        name: line,
        line,
        on: { ...follow, line: after },
        inputs: {},
      })
    const [first, second] = await Promise.all([save('quick', 'release'), save('release', 'quick')])
    expect([first.status, second.status]).toEqual([201, 400])
    expect(await second.text()).toContain('quick → release → quick')
  })
})

describe('a schedule', () => {
  const daily = { kind: 'schedule', cron: '30 0 * * *', timeZone: 'UTC' }

  it('starts a run when it is due, once, whatever the clock and the server do', async () => {
    const { id, next } = await create(daily, { inputs: {} })
    expect(next).toBe('2026-01-01T00:30:00.000Z')
    await settle()
    for (const step of [29 * minute, minute, minute]) {
      platform.clock.advance(step)
      await settle()
    }
    expect((await runs()).map(({ note, by }) => [note, by])).toEqual([
      ['Trigger: 2026-01-01T00:30:00.000Z', { id: `trigger:${id}`, name: 'Trigger' }],
    ])
    await api.close()
    platform.clock.advance(-10 * minute)
    api = platform.open()
    await settle()
    platform.clock.advance(20 * minute)
    await settle()
    expect((await runs()).length).toBe(1)
    expect((await firings(id)).map(({ result }) => result)).toEqual(['started'])
  })

  it('makes up for what a short stop of the server missed, and names what a long one did', async () => {
    const { id } = await create(daily, { inputs: {} })
    await api.close()
    platform.clock.advance(hour)
    api = platform.open()
    await settle()
    expect((await firings(id)).map(({ result }) => result)).toEqual(['started'])
    await api.close()
    platform.clock.advance(50 * hour)
    api = platform.open()
    await settle()
    expect((await firings(id)).map(({ result }) => result)).toEqual(['ignored', 'started'])
    expect((await firings(id))[0]?.reason).toContain('no server was running')
    const { triggers } = await parsed(call(api, 'lea', 'GET', 'projects/shop/triggers'), listTriggers.response)
    expect(triggers[0]).toMatchObject({ next: '2026-01-04T00:30:00.000Z', last: { result: 'ignored' } })
  })

  it('is not forgotten when a run could not be stored, and holds up no other', async () => {
    const { id } = await create(daily, { inputs: {} })
    await api.close()
    const disk = fullDisk()
    platform.clock.advance(31 * minute)
    await settle()
    expect(platform.reported.join()).toContain('The disk is full')
    disk.isFull = false
    platform.clock.advance(minute)
    await settle()
    expect((await firings(id)).map(({ result }) => result)).toEqual(['started'])
  })

  it('is quiet while it is switched off, and can be fired by hand', async () => {
    const { id } = await create(daily, { inputs: {}, enabled: false })
    platform.clock.advance(3 * hour)
    await settle()
    expect(await firings(id)).toEqual([])
    expect((await call(api, 'lea', 'POST', `projects/shop/triggers/${id}/fire`)).status).toBe(403)
    expect((await call(api, 'mio', 'POST', `projects/shop/triggers/${id}/fire`)).status).toBe(200)
    expect((await runs())[0]?.by.name).toBe('Mio')
  })

  it('says why no run could begin', async () => {
    const { id } = await create(daily, { inputs: {} })
    await publish(platform, 'line/release', shopLine.replace('api-build', 'api-gone'))
    await settle()
    platform.clock.advance(31 * minute)
    await settle()
    expect(await firings(id)).toMatchObject([{ result: 'refused', reason: expect.stringContaining('api-gone') }])
  })
})

describe('triggers of a line that is deleted', () => {
  async function publishLine(text: string | undefined): Promise<void> {
    const before = await platform.ports.documents.read('shop', 'line/release')
    const part = { id: 'line/release', ...(before === undefined ? {} : { base: before.digest }) }
    const body = { message: 'Change', parts: [text === undefined ? part : { ...part, text }] }
    const answer = await call(api, 'dan', 'POST', 'projects/shop/change-sets', body)
    expect(answer.status, await answer.clone().text()).toBeLessThan(300)
  }

  it('go with it, and come back when that is undone', async () => {
    const { id } = await create(push)
    const { text = '' } = (await platform.ports.documents.read('shop', 'line/release')) ?? {}
    await publishLine(undefined)
    const listed = () => parsed(call(api, 'lea', 'GET', 'projects/shop/triggers'), listTriggers.response)
    expect((await listed()).triggers).toEqual([])
    await commit({ 'a.txt': 'a' })
    await api.services.pushed('shop', 'api', dan)
    expect(await runs()).toEqual([])
    expect((await call(api, 'dan', 'POST', `projects/shop/triggers/${id}/fire`)).status).toBe(404)
    await publishLine(text)
    expect((await listed()).triggers.map((trigger) => trigger.id)).toEqual([id])
  })
})
