import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pipelineAnnotations } from '#domain/adapters/compile/pipeline-annotations.ts'
import { closedAt } from '#domain/gates/calendar.ts'
import { demandedGates } from '#domain/gates/demanded.ts'
import { environmentRulesSchema, type EnvironmentRules } from '#domain/gates/rules.ts'
import { gateSchema } from '#domain/line/gate.ts'
import { decide } from './decide.ts'
import type { RunEvent, StoredRunEvent } from '../events.ts'
import { evolve, foldRun } from '../evolve.ts'
import { planRetry } from '../retry/plan-retry.ts'
import { hasEnded } from '../run-state.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Run } from '../state.ts'
import { environmentQueue } from '../turns/queue.ts'
import type { Claims } from '../turns/turns.ts'

const begin = Date.UTC(2026, 10, 25)
const hour = 3_600_000
const by = { id: 'dan', name: 'Dan' }
const environments = ['staging', 'production'] as const

/** `s0` in staging, then two consecutive stages in production behind a gate of the line. */
const pipeline = {
  apiVersion: 'tekton.dev/v1' as const,
  kind: 'Pipeline' as const,
  metadata: { name: 'p' },
  spec: { tasks: [] },
}
const stages = [
  { name: 's0', environment: 'staging', runAfter: [], gates: [] },
  { name: 's1', environment: 'production', runAfter: ['s0'], gates: ['line'] },
  { name: 's2', environment: 'production', runAfter: ['s1'], gates: ['line'] },
  { name: 's3', environment: 'production', runAfter: ['s0'], gates: [] },
]
const snapshot: Snapshot = {
  line: {
    apiVersion: 'vs.axis-dev.io/v1',
    kind: 'AssemblyLine',
    metadata: { name: 'line' },
    spec: {
      gates: [gateSchema.parse({ name: 'line', requiredApprovals: 2, timeout: '30h' })],
      stages: stages.map(({ name, environment, runAfter, gates }) => ({
        name,
        spec: { pipeline: 'p', deployment: { app: 'a', name: environment } },
        runAfter,
        gates,
      })),
    },
  },
  lineVersion: { number: 1, digest: 'd' },
  inputs: {},
  stages: stages.map(({ name, environment }) => ({
    stage: name,
    pipeline,
    tasks: [],
    deployment: { app: 'a', name: environment, environment },
    parameters: [],
    commits: [],
  })),
  modules: [],
  notProven: [],
}

interface World {
  run: Run
  now: number
  rules: Record<string, EnvironmentRules>
  readonly events: { readonly event: RunEvent; readonly at: number; readonly before: Run }[]
}

function append(world: World, events: readonly RunEvent[]): void {
  for (const event of events) {
    world.events.push({ event, at: world.now, before: world.run })
    world.run = evolve(world.run, { run: 'r', sequence: world.run.sequence + 1, event })
  }
}

function start(): World {
  const at = new Date(begin).toISOString()
  const first: StoredRunEvent[] = [
    {
      kind: 'run-started' as const,
      at,
      line: 'line',
      number: 1,
      note: '',
      by,
      snapshot: 'x',
      stages: stages.map(({ name }) => name),
      gates: ['line'],
    },
    { kind: 'attempt-started' as const, at, attempt: 1, by, carried: [], carriedGates: [] },
  ].map((event, index) => ({ run: 'r', sequence: index + 1, event }))
  const run = foldRun('p', first)
  if (run === undefined) throw new Error('No run')
  return { run, now: begin, rules: {}, events: [] }
}

/** Appends everything that follows without the outside, as the server would; if that never ends, its limit fails the property. */
function settle(world: World): number | undefined {
  for (let turn = 0; turn < 100; turn += 1) {
    const { now, rules } = world
    const next = decide(world.run, snapshot, { now, running: {}, rules, apiEndpoint: '' })
    const at = new Date(now).toISOString()
    const ready = next.prepare.map((stage): RunEvent => ({
      ...{ kind: 'stage-ready', at, attempt: world.run.attempt, stage, digest: `digest of ${stage}` },
      ...{ parameters: [], manifests: [] },
    }))
    if (next.events.length + ready.length === 0) return next.wakeAt
    append(world, [...next.events, ...ready])
  }
  throw new Error('It does not come to rest')
}

const time = fc.integer({ min: 0, max: 23 }).map((value) => `${String(value).padStart(2, '0')}:00`)
const rulesOf = fc
  .record({
    gates: fc.constantFrom([], [{ name: 'own' }], [{ name: 'own', requiredApprovals: 2 }]),
    windows: fc.array(
      fc.record({
        days: fc.constant(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
        from: time,
        until: time,
        timeZone: fc.constant('UTC'),
      }),
      { maxLength: 1 },
    ),
    freezes: fc.constantFrom(
      [],
      [{ title: 'F', from: '2026-11-25T06:00', until: '2026-11-26T06:00', timeZone: 'UTC' }],
    ),
  })
  .map((given) => environmentRulesSchema.parse(given))
const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('approve' as const),
      person: fc.constantFrom('a', 'b', 'c'),
      later: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reject' as const), person: fc.constantFrom('a', 'b') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), person: fc.constantFrom('a', 'b', 'c') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('bypass' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('finish' as const), fails: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 20 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('rules' as const),
      environment: fc.constantFrom(...environments),
      rules: rulesOf,
    }),
  },
)
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

function perform(world: World, what: Act, pick: number): void {
  const at = new Date(world.now).toISOString()
  const { attempt } = world.run
  const waiting = Object.values(world.run.gates).filter(({ state }) => state === 'waiting')
  const gate = waiting[pick % Math.max(1, waiting.length)]
  if (what.do === 'wait') world.now += what.hours * hour
  else if (what.do === 'rules') world.rules = { ...world.rules, [what.environment]: what.rules }
  else if (what.do === 'finish') {
    const running = Object.values(world.run.stages).find(({ state }) => state === 'running')
    if (running === undefined) return
    const outcome = what.fails ? 'failed' : 'succeeded'
    append(world, [endOf(running.stage, world, outcome)])
  } else if (gate !== undefined) {
    const base = { at, attempt, gate: gate.gate }
    if (what.do === 'withdraw') append(world, [{ kind: 'gate-vote-withdrawn', ...base, person: what.person }])
    else if (what.do === 'bypass')
      append(world, [
        { kind: 'gate-closed', ...base, outcome: 'passed', bypass: { person: by, reason: 'r', evidence: '', at } },
      ])
    else if (!gate.decisions.some(({ person }) => person.id === what.person)) {
      const notBefore =
        what.do === 'approve' && what.later ? { notBefore: new Date(world.now + 5 * hour).toISOString() } : {}
      const person = { id: what.person, name: what.person }
      const decision = { person, decision: what.do, comment: '', evidence: gate.evidence ?? '', at, ...notBefore }
      append(world, [{ kind: 'gate-decided', ...base, decision }])
    }
  }
}

function endOf(stage: string, { now, run }: World, outcome: 'succeeded' | 'failed'): RunEvent {
  const end = { kind: 'stage-ended', at: new Date(now).toISOString(), attempt: run.attempt, stage, outcome } as const
  return { ...end, reason: '', message: '', results: [], skippedTasks: [] }
}

/** Plays acts; `look` sees what followed from each of them. */
function play(
  acts: readonly { readonly what: Act; readonly pick: number }[],
  look: (followed: World['events'], world: World) => void = () => undefined,
): World {
  const world = start()
  settle(world)
  for (const { what, pick } of acts) {
    perform(world, what, pick)
    const from = world.events.length
    settle(world)
    look(world.events.slice(from), world)
  }
  return world
}
const plays = fc.array(fc.record({ what: act, pick: fc.nat() }), { maxLength: 30 })

describe('gates of lines and environments', () => {
  it('let a stage begin only when every gate that is demanded then has passed', () => {
    fc.assert(
      fc.property(plays, (acts) => {
        play(acts, (followed, world) => {
          for (const { event, before } of followed) {
            if (event.kind !== 'stage-started') continue
            const held = demandedGates(snapshot, world.rules).filter(({ holds }) => holds.includes(event.stage))
            expect(held.filter(({ key }) => before.gates[key]?.state !== 'passed')).toEqual([])
          }
        })
      }),
      { numRuns: 200 },
    )
  })

  it('let nothing pass by votes while an environment behind them is closed, and count no vote that was taken back', () => {
    fc.assert(
      fc.property(plays, (acts) => {
        play(acts, (followed, world) => {
          for (const { event, before, at } of followed) {
            if (event.kind !== 'gate-closed' || event.outcome !== 'passed' || event.bypass !== undefined) continue
            const gate = demandedGates(snapshot, world.rules).find(({ key }) => key === event.gate)
            for (const environment of gate?.environments ?? [])
              expect(closedAt(world.rules[environment] ?? environmentRulesSchema.parse({}), at)).toBeUndefined()
            const votes = before.gates[event.gate]?.decisions ?? []
            expect(votes.some(({ decision }) => decision === 'reject')).toBe(false)
            const counting = votes.filter(({ notBefore }) => notBefore === undefined || Date.parse(notBefore) <= at)
            expect(new Set(counting.map(({ person }) => person.id)).size).toBeGreaterThanOrEqual(
              gate?.gate.requiredApprovals ?? 0,
            )
          }
        })
      }),
      { numRuns: 200 },
    )
  })

  it('do not time out at once when approvals that were enough are taken back after the deadline', () => {
    const world = start()
    settle(world)
    world.rules = {
      production: environmentRulesSchema.parse({
        freezes: [{ title: 'F', from: '2026-11-24T00:00', until: '2027-01-01T00:00', timeZone: 'UTC' }],
      }),
    }
    append(world, [endOf('s0', world, 'succeeded')])
    settle(world)
    const at = new Date(world.now).toISOString()
    for (const id of ['a', 'b']) {
      const decision = { person: { id, name: id }, decision: 'approve' as const, comment: '', evidence: '', at }
      append(world, [{ kind: 'gate-decided', at, attempt: 1, gate: 'line', decision }])
    }
    world.now += 31 * hour
    settle(world)
    expect(world.run.gates['line']?.state).toBe('waiting')
    for (const person of ['b', 'a'])
      append(world, [
        { kind: 'gate-vote-withdrawn', at: new Date(world.now).toISOString(), attempt: 1, gate: 'line', person },
      ])
    settle(world)
    expect(world.run.gates['line']?.state).toBe('waiting')
    world.now += 31 * hour
    settle(world)
    expect(world.run.gates['line']?.state).toBe('timed-out')
  })

  it('hold a run again that came to a freeze while it waited for its turn, unless somebody has bypassed the calendar', () => {
    const annotated = {
      ...pipeline,
      metadata: { ...pipeline.metadata, annotations: { [pipelineAnnotations.appConfigParams]: '' } },
    }
    const one = { ...snapshot, stages: snapshot.stages.map((stage) => ({ ...stage, pipeline: annotated })) }
    const freezes = [{ title: 'F', from: '2026-11-26T00:00', until: '2026-11-27T00:00', timeZone: 'UTC' }]
    const rules = { staging: environmentRulesSchema.parse({ freezes }) }
    const [holds, none] = [new Set([environmentQueue('staging')]), new Set<string>()]
    const other = { run: 'o', line: 'line', number: 0, holds, wants: new Map(), gates: none, isCancelled: false }
    const settleAt = (world: World, now: number, others: readonly Claims[]): void => {
      for (let turn = 0; turn < 20; turn += 1) {
        const next = decide(world.run, one, { now, running: {}, rules, others, apiEndpoint: '' })
        const at = new Date(now).toISOString()
        const ready = next.prepare.map((stage): RunEvent => ({
          ...{ kind: 'stage-ready', at, attempt: 1, stage, digest: stage, parameters: [], manifests: [] },
        }))
        append(world, [...next.events, ...ready])
      }
    }
    const gateOf = ({ run }: World): string | undefined => run.gates['staging:calendar']?.state
    const world = start()
    settleAt(world, begin, [other])
    expect([gateOf(world), world.run.stages['s0']?.state]).toEqual(['passed', 'waiting'])
    settleAt(world, begin + 30 * hour, [])
    expect([gateOf(world), world.run.stages['s0']?.state]).toEqual(['waiting', 'waiting'])
    const at = new Date(begin + 31 * hour).toISOString()
    const bypass = { person: by, reason: 'r', evidence: '', at }
    append(world, [{ kind: 'gate-closed', at, attempt: 1, gate: 'staging:calendar', outcome: 'passed', bypass }])
    settleAt(world, begin + 31 * hour, [])
    expect(world.run.stages['s0']?.state).toBe('running')
  })

  it('wake up by themselves whenever time alone can change something', () => {
    fc.assert(
      fc.property(plays, (acts) => {
        const world = play(acts)
        let wakeAt = settle(world)
        const before = world.events.length
        // Nothing may be due before the next wake.
        world.now = (wakeAt ?? world.now + 400 * hour) - 1
        settle(world)
        expect(world.events).toHaveLength(before)
        for (let turn = 0; wakeAt !== undefined && turn < 10; turn += 1) {
          world.now = wakeAt
          wakeAt = settle(world)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('ask a calendar again in every attempt, and keep other gates of environments for an equal rule only', () => {
    fc.assert(
      fc.property(plays, (acts) => {
        const world = play(acts)
        if (!hasEnded(world.run)) return
        const plan = planRetry(world.run, snapshot, {}, world.rules)
        if (!plan.ok) return
        expect(plan.value.carriedGates.some((key) => key.endsWith(':calendar'))).toBe(false)
        const changed = Object.fromEntries(
          environments.map((name) => [
            name,
            environmentRulesSchema.parse({ gates: [{ name: 'own', requiredApprovals: 3 }] }),
          ]),
        )
        const stricter = planRetry(world.run, snapshot, {}, changed)
        if (stricter.ok) expect(stricter.value.carriedGates.some((key) => key.endsWith(':own'))).toBe(false)
      }),
      { numRuns: 150 },
    )
  })
})
