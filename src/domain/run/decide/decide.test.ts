import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closingOf } from '#domain/gates/closing.ts'
import { gateSchema } from '#domain/line/gate.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import { decide } from './decide.ts'
import type { RunEvent, StoredRunEvent } from '../events.ts'
import { evolve, foldRun } from '../evolve.ts'
import { planRetry } from '../retry/plan-retry.ts'
import { hasEnded } from '../run-state.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Run } from '../state.ts'

const at = '2026-01-01T00:00:00.000Z'
const by = { id: 'dan', name: 'Dan' }

/** Builds a line from each stage's parents, by index; stages with a gate index wait for that gate. */
function snapshotOf(
  stages: readonly { readonly parents: readonly number[]; readonly gate?: number | undefined }[],
): Snapshot {
  const gates = [...new Set(stages.flatMap(({ gate }) => (gate === undefined ? [] : [gate])))]
  const line: AssemblyLine = {
    apiVersion: 'vs.axis-dev.io/v1',
    kind: 'AssemblyLine',
    metadata: { name: 'line' },
    spec: {
      gates: gates.map((gate) => gateSchema.parse({ name: `g${gate}`, timeout: '1h' })),
      stages: stages.map(({ parents, gate }, index) => ({
        name: `s${index}`,
        spec: { pipeline: 'p', deployment: { app: 'a', name: 'd' } },
        runAfter: parents.map((parent) => `s${parent}`),
        ...(gate === undefined ? {} : { gates: [`g${gate}`] }),
      })),
    },
  }
  const pipeline = {
    apiVersion: 'tekton.dev/v1' as const,
    kind: 'Pipeline' as const,
    metadata: { name: 'p' },
    spec: { tasks: [] },
  }
  const frozen = stages.map((_, index) => ({
    stage: `s${index}`,
    pipeline,
    tasks: [],
    deployment: { app: 'a', name: 'd', environment: 'e' },
    parameters: [],
    commits: [],
  }))
  return { line, lineVersion: { number: 1, digest: 'd' }, inputs: {}, stages: frozen, modules: [], notProven: [] }
}

function begin(snapshot: Snapshot): StoredRunEvent[] {
  const { stages, gates } = snapshot.line.spec
  const first: RunEvent[] = [
    {
      kind: 'run-started',
      at,
      line: 'line',
      number: 1,
      note: '',
      by,
      snapshot: 'x',
      stages: stages.map(({ name }) => name),
      gates: (gates ?? []).map(({ name }) => name),
    },
    { kind: 'attempt-started', at, attempt: 1, by, carried: [], carriedGates: [] },
  ]
  return first.map((event, index) => ({ run: 'r', sequence: index + 1, event }))
}

interface Play {
  readonly events: StoredRunEvent[]
  run: Run
}

function append(play: Play, events: readonly RunEvent[]): void {
  for (const event of events) {
    const stored = { run: 'r', sequence: play.run.sequence + 1, event }
    play.events.push(stored)
    play.run = evolve(play.run, stored)
  }
}

/** Lets the run proceed as far as it can by itself, and prepares the stages that it asks for. */
function settle(play: Play, snapshot: Snapshot, running = {}): void {
  for (let step = 0; step < 1000; step += 1) {
    const next = decide(play.run, snapshot, { now: Date.parse(at), running, apiEndpoint: 'http://x' })
    const ready = next.prepare.map((stage): RunEvent => ({
      kind: 'stage-ready',
      at,
      attempt: play.run.attempt,
      stage,
      digest: `digest-${stage}`,
      parameters: [],
      manifests: [],
    }))
    if (next.events.length === 0 && ready.length === 0) return
    append(play, [...next.events, ...ready])
  }
  throw new Error('It never settles')
}

function fold(events: readonly StoredRunEvent[]): Run {
  const run = foldRun('p', events)
  if (run === undefined) throw new Error('no events')
  return run
}

const lines = fc
  .integer({ min: 1, max: 7 })
  .chain((count) =>
    fc.tuple(
      ...Array.from({ length: count }, (_, index) =>
        fc.record({
          parents:
            index === 0 ? fc.constant([]) : fc.uniqueArray(fc.integer({ min: 0, max: index - 1 }), { maxLength: 3 }),
          gate: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined, freq: 2 }),
        }),
      ),
    ),
  )
  .map(snapshotOf)

interface Choice {
  readonly pick: number
  readonly good: boolean
}
const choices = fc.array(fc.record({ pick: fc.nat(100), good: fc.boolean() }), { minLength: 60, maxLength: 60 })

/** One act from outside: ends a running stage or decides at a gate; false if there is nothing to do. */
function outside(play: Play, { pick, good }: Choice): boolean {
  const { attempt } = play.run
  const stages = Object.values(play.run.stages).filter(({ state }) => state === 'running')
  const gates = Object.values(play.run.gates).filter(({ state }) => state === 'waiting')
  const chosen = [...stages, ...gates][pick % Math.max(stages.length + gates.length, 1)]
  if (chosen === undefined) return false
  if ('stage' in chosen) {
    append(play, [
      {
        kind: 'stage-ended',
        at,
        attempt,
        stage: chosen.stage,
        outcome: good ? 'succeeded' : 'failed',
        reason: 'R',
        message: '',
        results: [],
        skippedTasks: [],
      },
    ])
  } else {
    const decision = {
      person: { id: 'mio', name: 'Mio' },
      decision: good ? ('approve' as const) : ('reject' as const),
      comment: '',
      evidence: chosen.evidence ?? '',
      at,
    }
    append(play, [{ kind: 'gate-decided', at, attempt, gate: chosen.gate, decision }])
  }
  return true
}

function play(snapshot: Snapshot, script: readonly Choice[]): Play {
  const events = begin(snapshot)
  const played: Play = { events, run: fold(events) }
  settle(played, snapshot)
  for (const choice of script) {
    if (!outside(played, choice)) break
    settle(played, snapshot)
  }
  return played
}

const startsOf = (events: readonly StoredRunEvent[]): string[] =>
  events.flatMap(({ event }) => (event.kind === 'stage-started' ? [`${event.attempt}/${event.stage}`] : []))

describe('decide', () => {
  it('ends for every line and every interleaving of outcomes', () => {
    fc.assert(
      fc.property(lines, choices, (snapshot, script) => {
        const { run } = play(snapshot, script)
        expect(hasEnded(run)).toBe(true)
        expect(['succeeded', 'failed']).toContain(run.state)
      }),
      { numRuns: 300 },
    )
  })

  it('never starts a stage twice, from whatever prefix it is replayed', () => {
    fc.assert(
      fc.property(lines, choices, fc.nat(200), (snapshot, script, cut) => {
        const { events } = play(snapshot, script)
        expect(new Set(startsOf(events)).size).toBe(startsOf(events).length)
        const prefix = events.slice(0, Math.max(2, cut % (events.length + 1)))
        const again: Play = { events: [...prefix], run: fold(prefix) }
        settle(again, snapshot)
        expect(new Set(startsOf(again.events)).size).toBe(startsOf(again.events).length)
      }),
      { numRuns: 300 },
    )
  })

  it('starts a stage only after its parents succeeded and its gates passed', () => {
    fc.assert(
      fc.property(lines, choices, (snapshot, script) => {
        const { events } = play(snapshot, script)
        for (const [index, { event }] of events.entries()) {
          if (event.kind !== 'stage-started') continue
          const before = fold(events.slice(0, index))
          const stage = snapshot.line.spec.stages.find(({ name }) => name === event.stage)
          for (const parent of stage?.runAfter ?? []) expect(before.stages[parent]?.state).toBe('succeeded')
          for (const gate of stage?.gates ?? []) expect(before.gates[gate]?.state).toBe('passed')
        }
      }),
      { numRuns: 200 },
    )
  })

  it('opens and closes each gate at most once in an attempt', () => {
    fc.assert(
      fc.property(lines, choices, (snapshot, script) => {
        const { events } = play(snapshot, script)
        for (const kind of ['gate-opened', 'gate-closed'] as const) {
          const seen = events.flatMap(({ event }) => (event.kind === kind ? [event.gate] : []))
          expect(new Set(seen).size).toBe(seen.length)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('lets independent stages finish when one fails', () => {
    const snapshot = snapshotOf([{ parents: [] }, { parents: [] }, { parents: [0] }, { parents: [1] }])
    const failed = play(snapshot, [
      { pick: 0, good: false },
      { pick: 0, good: true },
      { pick: 0, good: true },
    ]).run
    expect(Object.values(failed.stages).map(({ state }) => state)).toEqual([
      'failed',
      'succeeded',
      'skipped',
      'succeeded',
    ])
    expect(failed.state).toBe('failed')
  })

  it('opens a gate only when everything that it holds is ready', () => {
    const snapshot = snapshotOf([
      { parents: [] },
      { parents: [] },
      { parents: [0], gate: 0 },
      { parents: [1], gate: 0 },
    ])
    const one = play(snapshot, [{ pick: 0, good: true }]).run
    expect(one.gates['g0']?.state).toBe('pending')
    const both = play(snapshot, [
      { pick: 0, good: true },
      { pick: 0, good: true },
    ]).run
    expect(both.gates['g0']?.state).toBe('waiting')
    expect(both.state).toBe('needs-approval')
  })

  it('carries succeeded stages into every retry until the run succeeds', () => {
    fc.assert(
      fc.property(lines, choices, (snapshot, script) => {
        const played = play(snapshot, script)
        for (let attempt = 0; attempt < 20 && played.run.state !== 'succeeded'; attempt += 1) {
          const plan = planRetry(played.run, snapshot, {})
          if (!plan.ok) throw new Error(plan.error.message)
          const { carried, carriedGates } = plan.value
          const before = played.run
          append(played, [
            {
              kind: 'attempt-started',
              at,
              attempt: played.run.attempt + 1,
              by,
              carried: [...carried],
              carriedGates: [...carriedGates],
            },
          ])
          for (const stage of carried) expect(played.run.stages[stage]).toEqual(before.stages[stage])
          settle(played, snapshot)
          while (outside(played, { pick: 0, good: true })) settle(played, snapshot)
          const stuck = Object.values(played.run.stages).some(({ message }) => message.includes('wait for each other'))
          if (stuck) return
          expect(played.run.state).toBe('succeeded')
        }
        const starts = startsOf(played.events)
        expect(new Set(starts).size).toBe(starts.length)
      }),
      { numRuns: 200 },
    )
  })

  it('cancels what has not begun, and the cancelled run can be retried', () => {
    fc.assert(
      fc.property(lines, choices, fc.nat(5), (snapshot, script, after) => {
        const played = play(snapshot, script.slice(0, after))
        if (hasEnded(played.run)) return
        append(played, [{ kind: 'cancel-requested', at, attempt: 1, by, mode: 'Cancelled' }])
        settle(played, snapshot)
        for (const { stage, state } of Object.values(played.run.stages)) {
          if (state === 'running')
            append(played, [
              {
                kind: 'stage-ended',
                at,
                attempt: 1,
                stage,
                outcome: 'cancelled',
                reason: 'Cancelled',
                message: '',
                results: [],
                skippedTasks: [],
              },
            ])
        }
        settle(played, snapshot)
        expect(played.run.state).toBe('cancelled')
        expect(played.run.attempts[0]?.cancel).toEqual({ at, by, mode: 'Cancelled' })
        expect(planRetry(played.run, snapshot, {}).ok).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a gate', () => {
  const gate = gateSchema.parse({ name: 'g', requiredApprovals: 2, timeout: '10m' })
  const vote = (id: string, decision: 'approve' | 'reject') => ({
    person: { id, name: id },
    decision,
    comment: '',
    evidence: 'e',
    at,
  })
  const state = (...decisions: ReturnType<typeof vote>[]) => ({
    gate: 'g',
    state: 'waiting' as const,
    openedAt: at,
    decisions,
    voided: [],
  })
  const later = (minutes: number): number => Date.parse(at) + minutes * 60_000

  it('counts a person once, and closes with the first event that closes it', () => {
    expect(closingOf(gate, state(vote('a', 'approve'), vote('a', 'approve')), later(0))).toBeUndefined()
    expect(closingOf(gate, state(vote('a', 'approve'), vote('b', 'approve'), vote('c', 'reject')), later(0))).toBe(
      'passed',
    )
    expect(closingOf(gate, state(vote('a', 'approve'), vote('c', 'reject'), vote('b', 'approve')), later(0))).toBe(
      'rejected',
    )
  })

  it('closes by its time as it says', () => {
    expect(closingOf(gate, state(), later(9))).toBeUndefined()
    expect(closingOf(gate, state(), later(10))).toBe('timed-out')
    expect(closingOf({ ...gate, onTimeout: 'approve' }, state(), later(10))).toBe('passed')
  })
})
