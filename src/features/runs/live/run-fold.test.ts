import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunEvent, StoredRunEvent } from '#domain/run/events.ts'
import { beginRun, evolve, evolveAll } from '#domain/run/evolve.ts'
import { createRunFold } from './run-fold.ts'
import { createRunStore } from './run-store.ts'
import type { FromRunWorker } from './run-worker-messages.ts'

const at = '2026-01-01T00:00:00.000Z'
const by = { id: 'dan', name: 'Dan' }
const names = ['a', 'b', 'c', 'd']
const begun = beginRun('p', {
  run: 'r',
  sequence: 1,
  event: { kind: 'run-started', at, line: 'l', number: 1, note: '', by, snapshot: 's', stages: names, gates: ['g'] },
})

const inStage = fc.constantFrom(...names, 'unknown').map((stage) => ({ at, attempt: 1, stage }))
const taskRun = fc
  .record({ pipelineTask: fc.constantFrom('x', 'y'), retry: fc.nat(1), status: fc.constantFrom('Unknown', 'True') })
  .map(({ pipelineTask, retry, status }) => ({
    ...{ name: `r-${pipelineTask}`, pipelineTask, retry, steps: [], results: [] },
    condition: { status, reason: 'x' } as const,
  }))
const outcome = fc.constantFrom('succeeded' as const, 'failed' as const)
const behind = { run: 'q', line: 'l', number: 2 }

const someEvent: fc.Arbitrary<RunEvent> = fc.oneof(
  inStage.map((base) => ({ kind: 'stage-ready' as const, ...base, digest: 'd', parameters: [], manifests: [] })),
  fc.tuple(inStage, taskRun).map(([base, status]) => ({ kind: 'task-changed' as const, ...base, taskRun: status })),
  fc.tuple(inStage, outcome).map(([base, end]) => ({
    ...{ kind: 'stage-ended' as const, ...base, outcome: end, reason: '', message: '' },
    ...{ results: [], skippedTasks: [] },
  })),
  fc.constant({ kind: 'gate-opened' as const, at, attempt: 1, gate: 'g', evidence: 'e' }),
  fc.constant({ kind: 'queue-joined' as const, at, attempt: 1, queue: 'line', behind }),
  fc.constant({ kind: 'queue-left' as const, at, attempt: 1, queue: 'line' }),
  fc.constant({ kind: 'cancel-requested' as const, at, attempt: 1, by, mode: 'Cancelled' as const }),
  outcome.map((end) => ({ kind: 'attempt-ended' as const, at, attempt: 1, outcome: end, message: '', results: [] })),
  fc.constantFrom('a', 'b').map((stage) => ({
    ...{ kind: 'attempt-started' as const, at, attempt: 1, by, carried: [stage], carriedGates: [] },
  })),
)
const someEvents = fc
  .array(someEvent, { maxLength: 40 })
  .map((events) => events.map((event, index): StoredRunEvent => ({ run: 'r', sequence: index + 2, event })))

describe('folding many events at once', () => {
  it('gives the same result as one after the other, and does not change the earlier state', () => {
    fc.assert(
      fc.property(someEvents, (events) => {
        const before = structuredClone(begun)
        expect(evolveAll(begun, events)).toEqual(events.reduce(evolve, begun))
        expect(begun).toEqual(before)
      }),
    )
  })
})

/**
 * A page and its worker, over a port that copies as the browser's does. Frames come and are painted when the test says
 * so.
 */
function page(first = begun) {
  const frames: (() => void)[] = []
  const steps: (() => void)[] = []
  const painted: (() => void)[] = []
  const store = createRunStore(first, {
    next: (work) => void frames.push(work),
    painted: (work) => void painted.push(work),
  })
  const said: FromRunWorker[] = []
  const fold = createRunFold(structuredClone(first), {
    post: (message) => void said.push(structuredClone(message)),
    later: (work) => void steps.push(work),
  })
  /** Takes one message; after the last of a change, the next may come. */
  function take(): void {
    for (let message = said.shift(); message !== undefined; message = said.shift()) {
      if (message.kind === 'changed') {
        store.takeAhead(message.faces)
        if (message.patch !== undefined) store.take(message.patch)
      }
      fold.taken()
    }
  }
  return {
    store,
    fold,
    said,
    frames,
    /** Lets the time of a step pass. */
    step() {
      for (const work of steps.splice(0)) work()
    },
    send: (events: readonly StoredRunEvent[]) => fold.take(events.map((event) => JSON.stringify(event))),
    taken: () => fold.taken(),
    take,
    /** The same, then begins a frame and, by default, paints it. */
    hear(isPainted = true) {
      take()
      for (const work of frames.splice(0)) work()
      if (isPainted) for (const work of painted.splice(0)) work()
    },
  }
}

function ended(stage: string, sequence: number, outcome: 'succeeded' | 'failed'): StoredRunEvent {
  return {
    ...{ run: 'r', sequence },
    event: {
      ...{ kind: 'stage-ended', at, attempt: 1, stage, outcome, reason: 'Failed', message: 'no' },
      ...{ results: [], skippedTasks: [] },
    },
  }
}

/** More stages than the page follows at once. */
const many = Array.from({ length: 200 }, (_, index) => `s${String(index)}`)
const large = {
  ...begun,
  stages: Object.fromEntries([...names, ...many].map((stage) => [stage, { ...stageOf('a'), stage }])),
}

describe('a live run on its page', () => {
  it('ends in the same state as folding all events, however they are cut and whenever the page listens', () => {
    fc.assert(
      fc.property(someEvents, fc.array(fc.nat(40), { maxLength: 6 }), fc.array(fc.boolean()), (events, cuts, hears) => {
        const { store, send, hear } = page()
        const places = [0, ...cuts.toSorted((a, b) => a - b), events.length]
        places.slice(1).forEach((end, index) => {
          send(events.slice(places[index], end))
          if (hears[index] === true) hear()
        })
        hear()
        expect(store.getState().run).toStrictEqual(evolveAll(begun, events))
      }),
    )
  })

  it('sends only changes, and waits until they were taken', () => {
    const { said, send, hear } = page()
    send([ended('b', 2, 'failed')])
    send([ended('c', 3, 'failed')])
    expect(said).toHaveLength(1)
    expect(said[0]).toMatchObject({
      patch: { run: { sequence: 2, state: 'failing' }, stages: { b: { state: 'failed' } } },
    })
    expect(said[0]).not.toHaveProperty('patch.stages.b.taskRuns')
    hear()
    send([ended('c', 3, 'failed'), ended('d', 5, 'failed')])
    expect(said).toEqual([{ kind: 'gap' }])
  })

  it('updates cards and overall state of a large run at once, and the rest in steps', () => {
    const { store, said, send, hear, step } = page(large)
    const heard: string[] = []
    store.live.onChange((stages) => heard.push(...stages))
    send([ended('s6', 2, 'failed')])
    hear()
    expect(store.getState().run).toMatchObject({ state: 'failing', stages: { s6: { state: 'failed', message: 'no' } } })
    const before = store.getState().run
    send([ended('s7', 3, 'failed'), ended('s6', 4, 'failed')])
    expect(said).toEqual([
      { kind: 'changed', faces: [{ stage: 's7', state: 'failed', startedAt: undefined, endedAt: at }] },
    ])
    hear()
    expect(heard).toEqual(['s6', 's7'])
    expect(store.live.face('s7')?.state).toBe('failed')
    expect(store.getState().run).toBe(before)
    step()
    hear()
    expect(store.getState().run).toMatchObject({ sequence: 4, stages: { s7: { state: 'failed', message: 'no' } } })
  })

  it('sends thousands of changes in pieces, with card states in between and the run as a whole at the end', () => {
    const { store, said, send, take, hear, step, taken } = page(large)
    send(many.map((stage, index) => ended(stage, index + 2, 'succeeded')))
    hear()
    step()
    expect(said).toHaveLength(1)
    expect(said[0]).toMatchObject({ faces: [], patch: { run: {} } })
    send([ended('s0', 202, 'failed')])
    taken()
    expect(said[1]).toMatchObject({ faces: [], patch: { run: { sequence: 202 }, stages: { s0: { state: 'failed' } } } })
    take()
    expect(store.getState().run.sequence).toBe(1)
    hear()
    expect(store.getState().run).toMatchObject({ sequence: 202, state: 'failing', stages: { s0: { state: 'failed' } } })
  })

  it('sends states ahead for visible cards only, and catches up on cards that come into view', async () => {
    const { store, fold, said, send, hear, taken } = page(large)
    store.onSeen(fold.see)
    const stop = store.live.onStage('s6', () => undefined)
    await Promise.resolve()
    send([ended('s6', 2, 'succeeded')])
    hear()
    send([ended('s7', 3, 'succeeded')])
    expect(said).toEqual([])
    stop()
    store.live.onStage('s7', () => undefined)
    await Promise.resolve()
    expect(said).toMatchObject([{ faces: [{ stage: 's7', state: 'succeeded' }] }])
    hear()
    taken()
    store.live.onChange(() => undefined)
    send([ended('s8', 4, 'succeeded'), ended('s9', 5, 'succeeded')])
    await Promise.resolve()
    hear()
    expect([store.live.face('s8'), store.live.face('s9')]).toMatchObject([
      { state: 'succeeded' },
      { state: 'succeeded' },
    ])
  })

  it('notifies cards of a gate that holds them back', () => {
    const { store, send, hear } = page()
    const heard: string[] = []
    store.live.onStage('b', () => heard.push(store.live.gates()['g']?.state ?? ''))
    send([{ run: 'r', sequence: 2, event: { kind: 'gate-opened', at, attempt: 1, gate: 'g', evidence: 'e' } }])
    hear()
    expect(heard).toEqual(['waiting'])
  })

  it('requests no frame for invisible cards', () => {
    const { store, send, take, hear, step, frames } = page(large)
    const seen: string[] = []
    const stop = store.live.onStage('s6', () => seen.push('s6'))
    send([ended('s7', 2, 'succeeded')])
    hear()
    send([ended('s8', 3, 'succeeded')])
    take()
    expect(frames).toHaveLength(0)
    send([ended('s6', 4, 'succeeded')])
    take()
    expect(frames).toHaveLength(1)
    hear()
    expect(seen).toEqual(['s6'])
    stop()
    step()
    hear()
    expect(seen).toEqual(['s6'])
    expect(store.getState().run).toMatchObject({ sequence: 4, stages: { s8: { state: 'succeeded' } } })
  })

  it('shows the cards of a frame before the page follows', () => {
    const { store, send, hear } = page()
    const heard: string[] = []
    store.live.onChange((stages) => heard.push(...stages))
    send([ended('b', 2, 'failed')])
    hear(false)
    expect(heard).toEqual(['b'])
    expect(store.live.face('b')?.state).toBe('failed')
    expect(store.getState().run).toBe(begun)
    hear()
    expect(store.getState().run).toMatchObject({ sequence: 2, stages: { b: { state: 'failed' } } })
  })

  it('ends in the same state for a large run, whenever steps end', () => {
    fc.assert(
      fc.property(someEvents, fc.array(fc.boolean()), fc.array(fc.boolean()), (events, hears, steps) => {
        const { store, send, hear, step } = page(large)
        events.forEach((event, index) => {
          send([event])
          if (steps[index] === true) step()
          if (hears[index] === true) hear()
        })
        hear()
        step()
        hear()
        expect(store.getState().run).toStrictEqual(evolveAll(large, events))
        for (const [name, { state }] of Object.entries(store.getState().run.stages))
          expect(store.live.face(name)?.state).toBe(state)
      }),
      { numRuns: 15 },
    )
  })
})

function stageOf(name: string) {
  const stage = begun.stages[name]
  if (stage === undefined) throw new Error('no such stage')
  return stage
}
