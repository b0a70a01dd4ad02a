import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listGates } from '#contract/gates.ts'
import { readGate, type GateView } from '#contract/gate-evidence.ts'
import { startRun } from '#contract/runs.ts'
import { problemSchema } from '#domain/problem.ts'
import type { Run } from '#domain/run/state.ts'
import type { Api } from './api.ts'
import { call, parsed, readRun, until } from './testing/calls.ts'
import { createMemoryPlatform, shopLine, type MemoryPlatform } from './testing/memory-platform.ts'
import { isStage, startRelease, toGate } from './testing/shop.ts'

const hour = 3_600_000
let platform: MemoryPlatform
let api: Api
beforeEach(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
})
afterEach(() => api.close())

async function publish(person: string, id: string, text: string, base?: string): Promise<Response> {
  const parts = [{ id, text, ...(base === undefined ? {} : { base }) }]
  return call(api, person, 'POST', 'projects/shop/change-sets', { message: 'm', parts })
}

async function publishLine(change: (text: string) => string): Promise<void> {
  const now = await platform.ports.documents.read('shop', 'line/release')
  expect((await publish('dan', 'line/release', change(shopLine), now?.digest)).status).toBe(201)
}

const rule = (text: string) => publish('aya', 'rules/production', text)

const atGate = async (by = 'dan', number = 1): Promise<Run> =>
  toGate(api, platform, await startRelease(api, `key-0000${String(number)}`, by))

const path = (run: Run, gate: string): string => `projects/shop/runs/${run.id}/gates/${encodeURIComponent(gate)}`
const look = (run: Run, gate = 'production', person = 'mio'): Promise<GateView> =>
  parsed(call(api, person, 'GET', path(run, gate)), readGate.response)

async function vote(person: string, run: Run, body: object = {}, gate = 'production'): Promise<Response> {
  const evidence = (await readRun(api, run.id)).gates[gate]?.evidence
  const whole = { decision: 'approve', comment: '', evidence, ...body }
  return call(api, person, 'POST', `${path(run, gate)}/decisions`, whole)
}

const starts = (run: Run) => until(api, run.id, isStage('production', 'running'))
async function problemOf(response: Response): Promise<string> {
  return (await parsed(response, problemSchema)).code
}

describe('five windows of four roles at one gate', () => {
  it('see one truth, and each may do what its role and the rule allow', async () => {
    await publishLine((text) => text.replace('requiredApprovals: 1', 'requiredApprovals: 2'))
    const run = await atGate()
    const windows = ['aya', 'aya', 'dan', 'mio', 'lea']
    const views = await Promise.all(windows.map((person) => look(run, 'production', person)))
    expect(new Set(views.map(({ evidence }) => evidence?.digest)).size).toBe(1)
    expect(views[0]).toMatchObject({ holds: ['production'], applications: ['api'], environment: 'production' })
    const statuses = await Promise.all(windows.map(async (person) => (await vote(person, run)).status))
    // Two windows of one person give one vote, whichever was first.
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 200, 403, 403, 409])
    const done = await starts(run)
    expect(done.gates['production']).toMatchObject({ state: 'passed' })
    expect(done.gates['production']?.decisions.map(({ person }) => person.id)).toEqual(
      expect.arrayContaining(['aya', 'mio']),
    )
  })

  it('give one decision when all click at once, whoever comes first', async () => {
    const run = await atGate()
    const clicks = Array.from({ length: 20 }, (_, index) =>
      vote(index % 2 === 0 ? 'aya' : 'mio', run, index % 3 === 0 ? { decision: 'reject', comment: 'no' } : {}),
    )
    const statuses = (await Promise.all(clicks)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(19)
    expect((await readRun(api, run.id)).gates['production']?.decisions).toHaveLength(1)
  })

  it('say of a gate that a run never came to that nobody has to decide', async () => {
    await rule('gates: [{ name: security }]')
    const run = await atGate()
    expect(await look(run)).toMatchObject({ hasEnded: false })
    await vote('mio', run, { decision: 'reject', comment: 'Not today' })
    await until(api, run.id, ({ state }) => state === 'failed')
    const now = await platform.ports.documents.read('shop', 'rules/production')
    await publish('aya', 'rules/production', 'gates: [{ name: security }, { name: legal }]', now?.digest)
    expect(await look(run, 'production:legal')).toMatchObject({ hasEnded: true, gate: { state: 'pending' } })
  })
})

describe('a comment on a line', () => {
  const place = { side: 'after', line: 1, comment: ' Measured on staging ' }
  async function say(person: string, run: Run, body: object = {}): Promise<Response> {
    const { evidence } = await look(run)
    const [file] = evidence?.manifests ?? []
    const at = { application: file?.application, path: file?.path, evidence: evidence?.digest }
    return call(api, person, 'POST', `${path(run, 'production')}/comments`, { ...place, ...at, ...body })
  }

  it('stands with the words of the line, for everybody, whatever becomes of the votes', async () => {
    const run = await atGate()
    expect((await say('dan', run)).status).toBe(200)
    expect((await say('lea', run)).status).toBe(403)
    const { gate, evidence } = await look(run, 'production', 'lea')
    expect(gate.comments).toMatchObject([
      {
        id: '1',
        person: { id: 'dan' },
        line: 1,
        text: evidence?.manifests[0]?.after.split('\n')[0],
        comment: 'Measured on staging',
      },
    ])
    await vote('mio', run)
    await starts(run)
    expect((await look(run)).gate.comments).toHaveLength(1)
    expect(await problemOf(await say('dan', run))).toBe('not-possible-now')
  })

  it('is refused where the gate shows no such line, or no longer shows it', async () => {
    const run = await atGate()
    expect(await problemOf(await say('dan', run, { line: 9999 }))).toBe('invalid-request')
    expect(await problemOf(await say('dan', run, { path: 'other.yaml' }))).toBe('invalid-request')
    expect(await problemOf(await say('dan', run, { comment: '  ' }))).toBe('invalid-request')
    expect(await problemOf(await say('dan', run, { evidence: 'sha256:0' }))).toBe('evidence-changed')
    expect((await look(run)).gate.comments).toBeUndefined()
  })

  it('can be taken back by who has written it, and only while the gate waits', async () => {
    const run = await atGate()
    await say('dan', run)
    await say('mio', run)
    const remove = (person: string, id: string) =>
      call(api, person, 'DELETE', `${path(run, 'production')}/comments/${id}`)
    expect((await remove('mio', '1')).status).toBe(403)
    expect((await remove('dan', '9')).status).toBe(404)
    expect((await remove('dan', '1')).status).toBe(200)
    expect((await look(run)).gate.comments?.map(({ id }) => id)).toEqual(['2'])
    await vote('mio', run)
    await starts(run)
    expect((await remove('mio', '2')).status).toBe(409)
  })
})

describe('a vote', () => {
  it('can be taken back until the gate passes, and then be given again', async () => {
    await publishLine((text) => text.replace('requiredApprovals: 1', 'requiredApprovals: 2'))
    const run = await atGate()
    expect((await vote('mio', run)).status).toBe(200)
    expect((await vote('mio', run)).status).toBe(409)
    expect((await call(api, 'aya', 'DELETE', `${path(run, 'production')}/decisions`)).status).toBe(409)
    expect((await call(api, 'mio', 'DELETE', `${path(run, 'production')}/decisions`)).status).toBe(200)
    expect(await look(run)).toMatchObject({ approvals: 0, gate: { withdrawn: [{ person: { id: 'mio' } }] } })
    await vote('mio', run)
    await vote('aya', run)
    await starts(run)
    expect((await call(api, 'mio', 'DELETE', `${path(run, 'production')}/decisions`)).status).toBe(409)
  })

  it('counts by the rights at its click, and is shown with whoever has left since', async () => {
    await publishLine((text) => text.replace('requiredApprovals: 1', 'requiredApprovals: 2'))
    const run = await atGate()
    expect((await vote('mio', run, { comment: 'Tried it' })).status).toBe(200)
    expect((await call(api, 'aya', 'DELETE', 'projects/shop/members/mio')).status).toBe(200)
    const { approvals, people } = await look(run, 'production', 'aya')
    expect(approvals).toBe(1)
    const left = people.find(({ person }) => person.id === 'mio')
    expect(left).toMatchObject({ standing: 'approved', comment: 'Tried it' })
    expect(left?.role).toBeUndefined()
  })

  it('needs a comment to reject', async () => {
    const run = await atGate()
    const refused = await vote('mio', run, { decision: 'reject', comment: '  ' })
    expect(refused.status).toBe(400)
    expect((await readRun(api, run.id)).gates['production']?.decisions).toEqual([])
  })

  it('is not for whoever wrote a commit, if the gate says so', async () => {
    await publishLine((text) => text.replace('requiredApprovals: 1', 'committersMayApprove: false'))
    const members = await platform.ports.projects.members('shop')
    const mio = members.find(({ person }) => person.id === 'mio')
    if (mio !== undefined)
      await platform.ports.projects.saveMember('shop', { ...mio, person: { ...mio.person, email: 'Dan@example.org' } })
    const run = await atGate('aya')
    const view = await look(run)
    expect(view.people.find(({ person }) => person.id === 'mio')?.standing).toBe('committer')
    expect((await vote('mio', run)).status).toBe(403)
  })

  it('can be scheduled: the gate passes at that time, not before', async () => {
    const run = await atGate()
    const over = new Date(platform.clock.now() - hour).toISOString()
    expect((await vote('mio', run, { notBefore: over })).status).toBe(400)
    const notBefore = new Date(platform.clock.now() + 3 * hour).toISOString()
    expect((await vote('mio', run, { notBefore })).status).toBe(200)
    expect(await look(run)).toMatchObject({ passesAt: notBefore, approvals: 1, gate: { state: 'waiting' } })
    platform.clock.advance(2 * hour)
    expect((await readRun(api, run.id)).gates['production']?.state).toBe('waiting')
    platform.clock.advance(hour)
    await starts(run)
  })

  it('answers the form of the gate; later stages and results of the line read it, others approve the same', async () => {
    await publishLine((text) =>
      text
        .replace('requiredApprovals: 1', 'requiredApprovals: 2\n      form: [{ name: ticket }]')
        .replace('value: $(stages.production.results.url)', 'value: $(gates.production.results.ticket)'),
    )
    const run = await atGate()
    expect((await vote('mio', run)).status).toBe(400)
    expect((await vote('mio', run, { answers: { ticket: 'OPS-1' } })).status).toBe(200)
    expect(await problemOf(await vote('aya', run, { answers: { ticket: 'OPS-2' } }))).toBe('evidence-changed')
    const [entry] = await platform.ports.audit.search('shop', { outcome: 'done', action: 'decideGate' }, { limit: 1 })
    expect(entry?.detail).toMatchObject({ decision: 'approve', answers: 'ticket: OPS-1' })
    expect((await vote('aya', run)).status).toBe(200)
    await starts(run)
    platform.engine.finish('release-1-1-production')
    const done = await until(api, run.id, ({ state }) => state === 'succeeded')
    expect(done.results).toEqual([{ name: 'url', value: 'OPS-1' }])
  })
})

/** What a run has been approved for runs in production. */
function release({ id, stages }: Run): void {
  const { manifests = [], digest = '' } = stages['production'] ?? {}
  platform.target.set({
    target: { project: 'shop', application: 'api', deployment: 'production', environment: 'production' },
    origin: { run: id, attempt: 1, stage: 'production', version: 'v1', stageDigest: digest, by: 'dan' },
    documents: manifests.map(({ text }) => text),
    imageDigest: '',
    since: new Date(platform.clock.now()).toISOString(),
    replicas: [],
    wanted: 1,
    urls: [],
    history: [],
  })
}

async function commit(message: string): Promise<void> {
  const repository = { project: 'shop', repository: 'api' }
  const head = await platform.ports.repositories.resolveRevision(repository, 'main')
  await platform.ports.repositories.commitFiles(repository, {
    ...{ branch: 'main', files: { 'search.js': '' }, message, expectedHead: head.ok ? head.value : '' },
    author: { name: 'Dan', email: 'dan@example.org' },
  })
}

describe('the evidence of a gate', () => {
  it('tells what a roll back takes back, though it builds nothing', async () => {
    const older = await atGate()
    await vote('mio', older)
    release(await starts(older))
    platform.engine.finish('release-1-1-production')
    await until(api, older.id, ({ state }) => state === 'succeeded')
    await commit('Search')
    const newer = await atGate('dan', 2)
    await vote('mio', newer)
    release(await starts(newer))
    platform.engine.finish('release-2-1-production')
    await until(api, newer.id, ({ state }) => state === 'succeeded')
    const asked = { run: older.id, stage: 'production', idempotencyKey: 'key-00003' }
    const rollback = call(api, 'dan', 'POST', 'projects/shop/deployments/api/production/rollback', asked)
    const { id } = await parsed(rollback, startRun.response)
    const run = await until(api, id, ({ gates }) => gates['production']?.state === 'waiting')
    const { evidence } = await look(run)
    expect(evidence?.commits).toEqual([])
    expect(evidence?.takenBack.map(({ message }) => message)).toEqual(['Search'])
  })

  it('tells that a newer run is there already, how it got there, and what would be lost', async () => {
    const older = await atGate()
    await commit('Search')
    platform.clock.advance(hour)
    const newer = await atGate('dan', 2)
    expect((await look(newer)).evidence?.commits.map(({ message }) => message)).toEqual(['Search', 'Begin'])
    await vote('mio', newer)
    release(await starts(newer))
    const { evidence, earlier } = await look(older)
    expect(evidence?.running).toMatchObject([{ application: 'api', newer: { run: newer.id, number: 2 } }])
    expect(evidence?.commits).toEqual([])
    expect(evidence?.takenBack.map(({ message }) => message)).toEqual(['Search'])
    expect(earlier).toMatchObject([{ number: 2, state: 'passed', people: ['Mio'] }])
    // The newer one has nothing newer than itself.
    expect((await look(newer)).evidence?.running.filter(({ newer: later }) => later !== undefined)).toEqual([])
  })

  it('stays what it was when the gate closed, whatever runs later', async () => {
    const run = await atGate()
    const before = (await look(run)).evidence
    await vote('mio', run)
    release(await starts(run))
    const after = (await look(run)).evidence
    expect(before?.manifests.length).toBeGreaterThan(0)
    expect(after).toMatchObject({ manifests: before?.manifests, values: before?.values, stages: before?.stages })
    expect(after?.stages).toEqual([expect.objectContaining({ stage: 'production', deploys: true })])
  })
})

describe('the rules of an environment', () => {
  it('are not published with a question that nobody could answer', async () => {
    const answer = await rule('gates: [{ name: change, form: [{ name: risk, type: choice }] }]')
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({
      findings: [{ code: 'question-options', place: { document: 'rules/production', path: 'gates.0.form.0' } }],
    })
  })

  const gates = 'gates: [{ name: security, requiredApprovals: 1, approvers: { roles: [admin] } }]'

  it('are published by admins only, and refused when they cannot be read', async () => {
    expect((await publish('dan', 'rules/production', gates)).status).toBe(403)
    expect((await rule('gates: [{ name: calendar }]')).status).toBe(422)
    expect((await rule('windows: [{ days: [mon], from: "9", until: "17:00", timeZone: Mars }]')).status).toBe(422)
    expect((await rule(gates)).status).toBe(201)
  })

  it('hold for every line, beside its own gates, and for runs that began before', async () => {
    const run = await atGate()
    await rule(gates)
    await until(api, run.id, (now) => now.gates['production:security']?.state === 'waiting')
    // Whoever approves at one is told that the other holds the same.
    expect((await look(run)).heldAsWell).toEqual([{ key: 'production:security', title: 'security' }])
    expect((await vote('mio', run)).status).toBe(200)
    expect((await look(run, 'production:security')).heldAsWell).toEqual([])
    expect((await readRun(api, run.id)).stages['production']?.state).toBe('waiting')
    expect((await vote('mio', run, {}, 'production:security')).status).toBe(403)
    const { gates: mine } = await parsed(call(api, 'aya', 'GET', 'projects/shop/gates?mine=1'), listGates.response)
    expect(mine.map(({ key, live }) => [key, live])).toEqual([['production:security', true]])
    expect((await vote('aya', run, {}, 'production:security')).status).toBe(200)
    await starts(run)
  })

  it('count as they are at the click: two approvals where one was enough before', async () => {
    await rule(gates)
    const run = await atGate()
    const now = await platform.ports.documents.read('shop', 'rules/production')
    const stricter = gates.replace('requiredApprovals: 1, approvers: { roles: [admin] }', 'requiredApprovals: 2')
    await publish('aya', 'rules/production', stricter, now?.digest)
    await vote('aya', run, {}, 'production:security')
    expect(await look(run, 'production:security')).toMatchObject({ approvals: 1, gate: { state: 'waiting' } })
    await vote('mio', run, {}, 'production:security')
    expect((await readRun(api, run.id)).gates['production:security']?.state).toBe('passed')
  })

  it('let a gate go that they do not demand any more', async () => {
    await rule(gates)
    const run = await atGate()
    const now = await platform.ports.documents.read('shop', 'rules/production')
    await publish('aya', 'rules/production', '{}', now?.digest)
    await until(api, run.id, (later) => later.gates['production:security']?.state === 'lifted')
    await vote('mio', run)
    await starts(run)
    expect(await look(run, 'production:security')).toMatchObject({ definition: { name: 'security' } })
  })

  it('hold in a freeze what is approved, until it ends', async () => {
    await rule('freezes: [{ title: New year, from: 2025-12-31T00:00, until: 2026-01-02T09:00, timeZone: Asia/Tokyo }]')
    const run = await atGate()
    await vote('mio', run)
    const until = '2026-01-02T00:00:00.000Z'
    expect(await look(run)).toMatchObject({
      gate: { state: 'waiting' },
      approvals: 1,
      closed: { environment: 'production', why: 'freeze', title: 'New year', until },
    })
    platform.clock.advance(Date.parse(until) - platform.clock.now() - 1)
    expect((await readRun(api, run.id)).stages['production']?.state).toBe('waiting')
    platform.clock.advance(1)
    await starts(run)
  })
})
