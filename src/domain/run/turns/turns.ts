import { pipelineAnnotations } from '#domain/adapters/compile/pipeline-annotations.ts'
import { demandedGates } from '#domain/gates/demanded.ts'
import type { RulesByEnvironment } from '#domain/gates/rules.ts'
import { lineGraph, topologicalOrder, type LineGraph } from '#domain/line/graph.ts'
import { environmentQueue, lineQueue, type QueuedBehind } from './queue.ts'
import { hasEnded } from '../run-state.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Run, StageRun } from '../state.ts'

/**
 * A live run's claims on the queues of its project. They follow from its events alone, so every server finds the same order, also after a crash;
 * turns are never stored (decision 27).
 */
export interface Claims extends QueuedBehind {
  /** Queues whose turn it has. */
  readonly holds: ReadonlySet<string>
  /** Queues that it waits in, or would wait in, each with the time since when, in milliseconds since 1970. */
  readonly wants: ReadonlyMap<string, number>
  /** Gates that it has reached in this attempt, open or passed. */
  readonly gates: ReadonlySet<string>
  readonly isCancelled: boolean
}

/** Claims of a run in its current state; `isPreparing`: its first stages are being compiled right now. */
export function claimsOf(run: Run, snapshot: Snapshot, rules: RulesByEnvironment, isPreparing = false): Claims {
  const holds = new Set<string>()
  const wants = new Map<string, number>()
  const claims: Claims = {
    ...{ run: run.id, number: run.number, line: run.line, holds, wants },
    gates: gatesReached(run),
    isCancelled: run.cancel !== undefined,
  }
  const attempt = run.attempts.find((one) => one.attempt === run.attempt)
  if (attempt === undefined || hasEnded(run)) return claims
  const hasBegun = isPreparing || Object.values(run.stages).some((stage) => isOfNow(run, stage))
  if (hasBegun) holds.add(lineQueue(run.line))
  else if (!claims.isCancelled) wants.set(lineQueue(run.line), Date.parse(attempt.startedAt))
  const delivery = deliveryOf(snapshot)
  const gates = demandedGates(snapshot, rules)
  for (const [environment, stages] of delivery.stages) {
    const queue = environmentQueue(environment)
    if (isUnderWay(run, stages, delivery)) holds.add(queue)
    else if (!claims.isCancelled) {
      const since = [...stages].flatMap((name) => {
        const stage = run.stages[name]
        const demanded = gates.filter((gate) => gate.holds.includes(name)).map(({ key }) => run.gates[key])
        if (stage?.state !== 'waiting' || !demanded.every((gate) => gate?.state === 'passed')) return []
        const times = [stage.readyAt, ...demanded.map((gate) => gate?.closedAt)]
        return [Math.max(...times.flatMap((time) => (time === undefined ? [] : [Date.parse(time)])))]
      })
      if (since.length > 0) wants.set(queue, Math.min(...since))
    }
  }
  return claims
}

/** The run ahead of one that wants a queue: the one that has the turn, or that came earlier. Undefined if it is this run's turn. */
export function aheadOf(own: Claims, queue: string, others: readonly Claims[]): Claims | undefined {
  if (own.holds.has(queue)) return undefined
  const [first] = queueOf(queue, others)
  return first === undefined || first.holds.has(queue) || compare(first, own, queue) < 0 ? first : undefined
}

/** Ordered by when they began to wait, then by number, so that all servers agree. */
function compare(a: Claims, b: Claims, queue: string): number {
  const [left, right] = [a.wants.get(queue) ?? 0, b.wants.get(queue) ?? 0]
  return left - right || a.number - b.number || (a.run < b.run ? -1 : 1)
}

/** The runs that have the turn of a queue, then the waiting ones in order. */
export function queueOf(queue: string, all: readonly Claims[]): readonly Claims[] {
  const inOrder = (those: readonly Claims[]): readonly Claims[] => those.toSorted((a, b) => compare(a, b, queue))
  return [
    ...inOrder(all.filter(({ holds }) => holds.has(queue))),
    ...inOrder(all.filter(({ holds, wants }) => !holds.has(queue) && wants.has(queue))),
  ]
}

/** The environments that a stage delivers to; empty if it only builds. */
export function deliversTo(snapshot: Snapshot, stage: string): readonly string[] {
  return [...deliveryOf(snapshot).stages].flatMap(([environment, stages]) => (stages.has(stage) ? [environment] : []))
}

/** Whether a stage has started or been made ready in the current attempt. */
function isOfNow({ attempt }: Run, stage: StageRun): boolean {
  return stage.attempt === attempt && stage.state !== 'pending'
}

/** The order of a line's stages, and the stages that deliver to each environment: those that apply manifests, and those after them. */
interface Delivery {
  readonly graph: LineGraph
  readonly order: readonly string[]
  readonly stages: ReadonlyMap<string, ReadonlySet<string>>
}

// Cached: a snapshot never changes, and this is called for every event.
const known = new WeakMap<Snapshot, Delivery>()

function deliveryOf(snapshot: Snapshot): Delivery {
  const before = known.get(snapshot)
  if (before !== undefined) return before
  const graph = lineGraph(snapshot.line)
  const order = topologicalOrder(graph)
  const frozen = new Map(snapshot.stages.map((stage) => [stage.stage, stage]))
  const delivering = new Set<string>()
  const stages = new Map<string, Set<string>>()
  for (const name of order) {
    const stage = frozen.get(name)
    const follows = [...(graph.before.get(name) ?? [])].some((parent) => delivering.has(parent))
    if (stage === undefined || !(follows || applies(stage.pipeline.metadata))) continue
    delivering.add(name)
    const { environment } = stage.deployment
    stages.set(environment, (stages.get(environment) ?? new Set()).add(name))
  }
  const delivery = { graph, order, stages }
  known.set(snapshot, delivery)
  return delivery
}

function applies({ annotations }: { readonly annotations?: Readonly<Record<string, string>> | undefined }): boolean {
  return annotations?.[pipelineAnnotations.appConfigParams] !== undefined
}

/**
 * Whether a run occupies an environment: a stage runs there, or one follows that did not wait for anything elsewhere when the last one there
 * ended (decision 64). A run that has to wait for a stage elsewhere, or for a build, frees the environment, so that two runs never wait for each
 * other; it and what follows come back through the queue.
 */
function isUnderWay(run: Run, stages: ReadonlySet<string>, { graph, order }: Delivery): boolean {
  const stageOf = (name: string): StageRun | undefined => run.stages[name]
  const there = [...stages].flatMap((name) => stageOf(name) ?? [])
  if (there.some(({ state }) => state === 'running')) return true
  const begun = there.filter(({ state, attempt }) => state === 'succeeded' && attempt === run.attempt)
  const left = Math.max(...begun.map(({ endedBy = 0 }) => endedBy))
  const isDone = (name: string): boolean => {
    const stage = stageOf(name)
    return stage?.state === 'succeeded' && (stage.endedBy ?? 0) <= left
  }
  const after = new Set(begun.map(({ stage }) => stage))
  const following = new Set<string>()
  for (const name of order) {
    const parents = [...(graph.before.get(name) ?? [])]
    if (parents.some((parent) => after.has(parent))) after.add(name)
    const state = stageOf(name)?.state ?? 'pending'
    if (!stages.has(name) || (state !== 'pending' && state !== 'waiting')) continue
    if (!parents.every((parent) => following.has(parent) || isDone(parent))) continue
    if (after.has(name)) return true
    following.add(name)
  }
  return false
}

function gatesReached({ gates }: Run): ReadonlySet<string> {
  return new Set(Object.values(gates).flatMap(({ gate, state }) => (state === 'pending' ? [] : [gate])))
}
