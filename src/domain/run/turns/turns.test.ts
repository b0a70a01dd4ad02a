import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pipelineAnnotations } from '#domain/adapters/compile/pipeline-annotations.ts'
import { environmentRulesSchema, type RulesByEnvironment } from '#domain/gates/rules.ts'
import type { Concurrency } from '#domain/line/concurrency.ts'
import { gateSchema } from '#domain/line/gate.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import { decide } from '../decide/decide.ts'
import type { RunEvent } from '../events.ts'
import { evolve, foldRun } from '../evolve.ts'
import { planRetry } from '../retry/plan-retry.ts'
import { environmentQueue, lineQueue } from './queue.ts'
import { hasEnded } from '../run-state.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Run } from '../state.ts'
import { claimsOf, deliversTo, queueOf } from './turns.ts'

const environments = ['staging', 'production']
const by = { id: 'dan', name: 'Dan' }

interface StagePlan {
  readonly parents: readonly number[]
  readonly environment: number
  readonly deploys: boolean
  readonly isGated?: boolean
}

/** A line with stages in two environments; some deploy, some wait for the gate `g`. */
function snapshotOf(name: string, stages: readonly StagePlan[], concurrency?: Concurrency): Snapshot {
  const line: AssemblyLine = {
    apiVersion: 'vs.axis-dev.io/v1',
    kind: 'AssemblyLine',
    metadata: { name },
    spec: {
      gates: [gateSchema.parse({ name: 'g' })],
      ...(concurrency === undefined ? {} : { concurrency }),
      stages: stages.map(({ parents, isGated = false }, index) => ({
        name: `s${index}`,
        spec: { pipeline: 'p', deployment: { app: 'a', name: 'd' } },
        runAfter: parents.map((parent) => `s${parent}`),
        ...(isGated ? { gates: ['g'] } : {}),
      })),
    },
  }
  const frozen = stages.map(({ environment, deploys }, index) => ({
    stage: `s${index}`,
    pipeline: {
      apiVersion: 'tekton.dev/v1' as const,
      kind: 'Pipeline' as const,
      metadata: { name: 'p', annotations: deploys ? { [pipelineAnnotations.appConfigParams]: '' } : {} },
      spec: { tasks: [] },
    },
    tasks: [],
    deployment: { app: 'a', name: 'd', environment: environments[environment] ?? '' },
    parameters: [],
    commits: [],
  }))
  return { line, lineVersion: { number: 1, digest: 'd' }, inputs: {}, stages: frozen, modules: [], notProven: [] }
}

/** Several runs of a project that take steps one at a time, as with an orchestrator. */
class World {
  readonly runs: { run: Run; readonly snapshot: Snapshot }[] = []
  private now = Date.UTC(2026, 0, 1)
  private ticks = 0
  private readonly rules: RulesByEnvironment

  private readonly isSetBack: boolean

  constructor(rules: RulesByEnvironment = {}, isSetBack = false) {
    this.rules = rules
    this.isSetBack = isSetBack
  }

  start(snapshot: Snapshot, number = this.runs.length + 1): number {
    const { stages } = snapshot.line.spec
    const at = this.tick()
    const first: RunEvent[] = [
      {
        ...{ kind: 'run-started', at, line: snapshot.line.metadata.name, number, note: '', by, snapshot: 'x' },
        ...{ stages: stages.map(({ name }) => name), gates: ['g'] },
      },
      { kind: 'attempt-started', at, attempt: 1, by, carried: [], carriedGates: [] },
    ]
    const run = foldRun(
      'p',
      first.map((event, index) => ({ run: `r${this.runs.length}`, sequence: index + 1, event })),
    )
    if (run === undefined) throw new Error('no run')
    return this.runs.push({ run, snapshot }) - 1
  }

  /** Things may happen in the same millisecond, and a clock may be set back. */
  tick(): string {
    this.ticks += 1
    if (this.ticks % 3 > 0) this.now += this.isSetBack && this.ticks % 7 === 0 ? -10 : 1
    return new Date(this.now).toISOString()
  }

  append(index: number, events: readonly RunEvent[]): void {
    const one = this.at(index)
    for (const event of events) one.run = evolve(one.run, { run: one.run.id, sequence: one.run.sequence + 1, event })
  }

  at(index: number): { run: Run; readonly snapshot: Snapshot } {
    const one = this.runs[index]
    if (one === undefined) throw new Error('no such run')
    return one
  }

  claims() {
    return this.runs.map(({ run, snapshot }) => claimsOf(run, snapshot, this.rules))
  }

  /** Lets one run decide by itself; true if it did something. */
  step(index: number): boolean {
    const { run, snapshot } = this.at(index)
    const others = this.claims().filter((_, other) => other !== index)
    const around = { now: this.now, running: {}, rules: this.rules, others, apiEndpoint: 'http://x' }
    const next = decide(run, snapshot, around)
    const at = this.tick()
    const ready = next.prepare.map((stage): RunEvent => ({
      ...{ kind: 'stage-ready', at, attempt: run.attempt, stage, digest: stage },
      ...{ parameters: [], manifests: [] },
    }))
    this.append(index, [...next.events, ...ready])
    return next.events.length + ready.length > 0
  }

  settle(): void {
    for (let left = 1000; left > 0; left -= 1) if (!this.runs.some((_, index) => this.step(index))) return
    throw new Error('It never settles')
  }

  running(environment: string): string[] {
    return this.stagesWith((state, { deployment }) => state === 'running' && deployment.environment === environment)
  }

  /** Runs with a running stage that delivers to the environment. */
  delivering(environment: string): string[] {
    return this.stagesWith(
      (state, { stage }, snapshot) => state === 'running' && deliversTo(snapshot, stage).includes(environment),
    )
  }

  /** Runs of a line with a running stage. */
  working(line: string): Run[] {
    return this.runs.flatMap(({ run }) =>
      run.line === line && Object.values(run.stages).some(({ state }) => state === 'running') ? [run] : [],
    )
  }

  private stagesWith(
    fits: (state: string | undefined, stage: Snapshot['stages'][number], snapshot: Snapshot) => boolean,
  ): string[] {
    return this.runs.flatMap(({ run, snapshot }) =>
      snapshot.stages.flatMap((stage) =>
        fits(run.stages[stage.stage]?.state, stage, snapshot) ? [`${run.id} ${stage.stage}`] : [],
      ),
    )
  }

  /** Ends a running stage, given as run and name, with success. */
  end(running: string): void {
    const [id, stage = ''] = running.split(' ')
    const index = this.runs.findIndex(({ run }) => run.id === id)
    const { attempt } = this.at(index).run
    this.append(index, [
      {
        ...{ kind: 'stage-ended', at: this.tick(), attempt, stage, outcome: 'succeeded' },
        ...{ reason: 'R', message: '', results: [], skippedTasks: [] },
      },
    ])
  }

  /** Ends one running stage, or approves at a gate; false if there is neither. */
  outside(pick: number, good: boolean): boolean {
    const open = this.runs.flatMap(({ run }, index) => [
      ...Object.values(run.stages).flatMap(({ stage, state }) => (state === 'running' ? [{ index, stage }] : [])),
      ...(run.gates['g']?.state === 'waiting' ? [{ index, stage: undefined }] : []),
    ])
    const chosen = open[pick % Math.max(open.length, 1)]
    if (chosen === undefined) return false
    const { attempt, gates } = this.at(chosen.index).run
    const at = this.tick()
    if (chosen.stage === undefined) {
      const evidence = gates['g']?.evidence ?? ''
      const decision = { person: { id: 'm', name: 'M' }, decision: 'approve' as const, comment: '', evidence, at }
      this.append(chosen.index, [{ kind: 'gate-decided', at, attempt, gate: 'g', decision }])
    } else {
      const outcome = good ? ('succeeded' as const) : ('failed' as const)
      this.append(chosen.index, [
        {
          ...{ kind: 'stage-ended', at, attempt, stage: chosen.stage, outcome },
          ...{ reason: 'R', message: '', results: [], skippedTasks: [] },
        },
      ])
    }
    return true
  }
}

const plans = fc.integer({ min: 1, max: 5 }).chain((count) =>
  fc.tuple(
    ...Array.from({ length: count }, (_, index) =>
      fc.record({
        parents:
          index === 0 ? fc.constant([]) : fc.uniqueArray(fc.integer({ min: 0, max: index - 1 }), { maxLength: 2 }),
        environment: fc.nat(1),
        deploys: fc.boolean(),
        isGated: fc.boolean(),
      }),
    ),
  ),
)
/** Each has its own build and deployment, followed by a verification. */
const twoApplications: readonly StagePlan[] = [
  { parents: [], environment: 0, deploys: false },
  { parents: [], environment: 0, deploys: false },
  { parents: [0], environment: 0, deploys: true },
  { parents: [1], environment: 0, deploys: true },
  { parents: [2, 3], environment: 0, deploys: false },
]
const lines = fc.oneof(plans, fc.constant(twoApplications))
const script = fc.array(
  fc.record({ pick: fc.nat(1000), good: fc.integer({ max: 9, min: 0 }).map((one) => one > 0), next: fc.nat(100) }),
  { minLength: 150, maxLength: 250 },
)
const chain: readonly StagePlan[] = [
  { parents: [], environment: 0, deploys: false },
  { parents: [0], environment: 0, deploys: true },
  { parents: [1], environment: 0, deploys: false },
  { parents: [2], environment: 1, deploys: true, isGated: true },
]
const concurrency = fc.record({ oneAtATime: fc.boolean(), newestSupersedes: fc.boolean() })
const situations = fc.record({
  begun: fc.array(lines, { minLength: 2, maxLength: 4 }),
  ofLines: fc.tuple(concurrency, concurrency),
  newestSupersedes: fc.boolean(),
  isSetBack: fc.boolean(),
})

describe('turns', () => {
  it('let one run at a time into an environment, and into a line that says so, and every run to its end, however they go', () => {
    fc.assert(
      fc.property(situations, script, ({ begun, ofLines, newestSupersedes, isSetBack }, steps) => {
        const rules = environmentRulesSchema.parse({ concurrency: { newestSupersedes } })
        const world = new World({ staging: rules }, isSetBack)
        for (const [index, stages] of begun.entries())
          world.start(snapshotOf(`line-${index % 2}`, stages, ofLines[index % 2]))
        for (const { pick, good, next } of steps) {
          world.step(next % world.runs.length)
          for (const environment of environments)
            expect(new Set(world.delivering(environment).map((one) => one.split(' ')[0])).size).toBeLessThan(2)
          for (const [index, { oneAtATime }] of ofLines.entries())
            if (oneAtATime) expect(world.working(`line-${index}`).length).toBeLessThan(2)
          // Stages take longer than decisions, so several of them run at the same time.
          if (pick % 4 === 0) world.outside(pick >> 2, good)
        }
        do world.settle()
        while (world.outside(0, true))
        for (const { run } of world.runs) expect([hasEnded(run), run.queues]).toEqual([true, undefined])
      }),
      { numRuns: 100 },
    )
  })

  it('take an environment again in turn for a deployment whose build has taken longer, though a verification follows both', () => {
    const world = new World()
    for (const _ of [1, 2]) world.start(snapshotOf('release', twoApplications))
    world.settle()
    for (const stage of ['r0 s0', 'r0 s2', 'r1 s0', 'r1 s1']) {
      world.end(stage)
      world.settle()
    }
    expect(world.running('staging')).toEqual(['r0 s1', 'r1 s2', 'r1 s3'])
    world.end('r0 s1')
    world.settle()
    expect(world.running('staging')).toEqual(['r1 s2', 'r1 s3'])
    for (const stage of ['r1 s2', 'r1 s3', 'r1 s4']) {
      expect(world.running('staging')).toContain(stage)
      world.end(stage)
      world.settle()
    }
    expect(world.running('staging')).toEqual(['r0 s3'])
  })

  it('take an environment again in turn, after a stage elsewhere that another one here had to wait for', () => {
    const world = new World()
    const there: readonly StagePlan[] = [
      { parents: [], environment: 0, deploys: true },
      { parents: [0], environment: 1, deploys: true },
      { parents: [1], environment: 0, deploys: true },
    ]
    world.start(snapshotOf('away-and-back', there))
    world.start(snapshotOf('other', there.slice(0, 1)))
    world.settle()
    world.outside(0, true)
    world.settle()
    expect(world.running('staging')).toEqual(['r1 s0'])
    world.outside(0, true)
    world.settle()
    expect(world.running('staging')).toEqual(['r1 s0'])
    world.outside(0, true)
    world.settle()
    expect(world.running('staging')).toEqual(['r0 s2'])
  })

  it('keep a run in an environment until it has verified what it deployed; builds wait for nobody', () => {
    const world = new World()
    for (const _ of [1, 2]) world.start(snapshotOf('release', chain))
    world.settle()
    expect(world.running('staging')).toEqual(['r0 s0', 'r1 s0'])
    while (world.running('staging').includes('r1 s0') || world.running('staging').includes('r0 s0'))
      world.outside(0, true)
    world.settle()
    expect(world.running('staging')).toEqual(['r0 s1'])
    expect(world.at(1).run).toMatchObject({
      state: 'queued',
      queues: [{ queue: 'environment/staging', behind: { run: 'r0', line: 'release', number: 1 } }],
    })
    world.outside(0, true)
    world.settle()
    expect(world.running('staging')).toEqual(['r0 s2'])
    world.outside(0, true)
    world.settle()
    expect(world.running('staging')).toEqual(['r1 s1'])
    expect(world.at(1).run.queues).toEqual([])
  })

  it('begin a run of a line that takes one at a time when the one before it has ended', () => {
    const world = new World()
    const line = snapshotOf('release', chain, { oneAtATime: true, newestSupersedes: false })
    for (const _ of [1, 2, 3]) world.start(line)
    world.settle()
    expect(world.running('staging')).toEqual(['r0 s0'])
    const order = queueOf(lineQueue('release'), world.claims())
    expect(order.map(({ number }) => number)).toEqual([1, 2, 3])
    world.append(0, [{ kind: 'cancel-requested', at: world.tick(), attempt: 1, by, mode: 'Cancelled' }])
    world.outside(0, false)
    world.settle()
    expect(world.running('staging')).toEqual(['r1 s0'])
    expect(world.at(2).run.queues?.[0]?.behind.number).toBe(2)
  })

  it('end an older run that waits at the same gate as a newer one, which is named; it can be retried afterwards', () => {
    const world = new World()
    const line = snapshotOf('release', chain, { oneAtATime: false, newestSupersedes: true })
    for (const _ of [1, 2]) {
      world.start(line)
      do world.settle()
      while (
        world.at(world.runs.length - 1).run.gates['g']?.state !== 'waiting' &&
        world.outside(world.runs.length - 1, true)
      )
    }
    world.settle()
    expect(world.at(0).run).toMatchObject({ state: 'superseded', supersededBy: { run: 'r1', number: 2 } })
    expect(world.at(0).run.attempts[0]?.message).toBe('Run #2 has taken its place')
    expect(world.at(0).run.stages['s3']).toMatchObject({ state: 'cancelled', reason: 'Superseded' })
    expect(world.at(1).run.state).toBe('needs-approval')
    const { run, snapshot } = world.at(0)
    expect(planRetry(run, snapshot, {}).ok).toBe(true)
  })

  it('leave a run alone that works, and runs of other lines', () => {
    const world = new World({
      staging: environmentRulesSchema.parse({ concurrency: { newestSupersedes: true } }),
    })
    const deploying: readonly StagePlan[] = [{ parents: [], environment: 0, deploys: true }]
    const release = snapshotOf('release', deploying)
    world.start(release)
    world.start(snapshotOf('other', deploying))
    world.settle()
    world.start(release)
    world.start(release)
    world.settle()
    expect(world.runs.map(({ run }) => run.state)).toEqual(['running', 'queued', 'superseded', 'queued'])
    expect(queueOf(environmentQueue('staging'), world.claims()).map(({ run }) => run)).toEqual(['r0', 'r1', 'r3'])
  })
})
