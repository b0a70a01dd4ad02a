import { problem } from '#domain/problem.ts'
import { err, ok } from '#domain/result.ts'
import { planTarget } from '#domain/target/plan-target.ts'
import type { RolloutRequest, RolloutStatus, RunningVersion, TargetRef } from '#domain/target/target-messages.ts'
import { imageDigests, type TargetPlan } from '#domain/target/target-plan.ts'
import type { Clock } from '#server/ports/clock.ts'
import type { LocalTarget } from '#server/ports/target.ts'
import { applicationLog } from './application-log.ts'

/** A target where nothing runs: it stores rollouts and reports what would run. */
export interface SimulatedTarget extends LocalTarget {
  /** Like `rollOut`, at a given time (ISO 8601). */
  place(request: RolloutRequest, at: string): ReturnType<LocalTarget['rollOut']>
}

interface Place {
  readonly target: TargetRef
  readonly history: RunningVersion['history']
  readonly running: (Omit<RunningVersion, 'history' | 'replicas'> & { readonly plan: TargetPlan }) | undefined
}

const historyKept = 200
/** How long a simulated replica takes to become ready, in milliseconds. */
const startsIn = 1500
const logPause = 2000

export function createSimulatedTarget(clock: Clock): SimulatedTarget {
  const places = new Map<string, Place>()
  const rollouts = new Map<string, RolloutStatus>()

  const runningOf = ({ running, history }: Place): RunningVersion[] => {
    if (running === undefined) return []
    const { plan, ...rest } = running
    return [{ ...rest, replicas: replicasOf(plan, rest.since, clock.now()), history }]
  }

  return {
    validate: (documents) => planTarget(documents).findings,
    rollOut: (request) => Promise.resolve(place(request, new Date(clock.now()).toISOString())),
    place: (request, at) => Promise.resolve(place(request, at)),
    rollout: async (id) => rollouts.get(id),
    running: async (project) =>
      [...places.values()].filter(({ target }) => target.project === project).flatMap(runningOf),
    history: async (project) =>
      [...places.values()]
        .filter(({ target }) => target.project === project)
        .map(({ target, history }) => ({ target, history })),
    serviceUrl: async (_, environment, service) => simulatedUrl(environment, service),
    async *log(target, from, follow, signal) {
      let at = from
      for (;;) {
        const bytes = logOf(target)
        if (bytes.length > at) yield bytes.slice(at)
        at = Math.max(at, bytes.length)
        if (!follow || signal.aborted) return
        await pause(signal)
      }
    },
    async remove(target) {
      const known = places.get(keyOf(target))
      if (known !== undefined) places.set(keyOf(target), { ...known, running: undefined })
    },
    secretsWanted: async () => [],
    supplySecrets: async () => undefined,
  }

  function place(request: RolloutRequest, at: string) {
    const { target, documents, origin } = request
    const { plan, findings } = planTarget(documents)
    const wrong = findings.filter(({ severity }) => severity === 'error')
    if (wrong[0] !== undefined)
      return err(problem('unsupported', wrong[0].message, { findings: wrong, place: wrong[0].place }))
    const id = `simulated/${request.idempotencyKey}`
    if (rollouts.has(id)) return ok({ id })
    const imageDigest = imageDigests(plan)
    const wanted = plan.workloads.reduce((sum, { replicas }) => sum + replicas, 0)
    const urls = plan.services.map(({ name }) => ({ service: name, url: simulatedUrl(target.environment, name) }))
    const message = 'Simulated: nothing really runs'
    const entry = { origin, imageDigest, at, state: 'ready' as const, message }
    const history = [entry, ...(places.get(keyOf(target))?.history ?? [])].slice(0, historyKept)
    places.set(keyOf(target), {
      target,
      history,
      running: { target, origin, imageDigest, since: at, wanted, urls, documents: [...documents], plan },
    })
    rollouts.set(id, {
      id,
      state: 'ready',
      message,
      urls,
      replicas: { ready: wanted, wanted },
      events: [{ at, text: message }],
    })
    return ok({ id })
  }

  function logOf(target: TargetRef): Uint8Array {
    const running = places.get(keyOf(target))?.running
    return running === undefined ? new Uint8Array() : applicationLog(running, clock.now())
  }

  function pause(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const stop = clock.after(logPause, resolve)
      signal.addEventListener('abort', () => (stop(), resolve()), { once: true })
    })
  }
}

/** The address of a simulated service: a page of the demo that says so. */
export function simulatedUrl(environment: string, service: string): string {
  return `${globalThis.location?.origin ?? 'https://demo.invalid'}/simulated.html?${new URLSearchParams({ service, environment }).toString()}`
}

function keyOf({ project, application, deployment }: TargetRef): string {
  return `${project}/${application}/${deployment}`
}

function replicasOf({ workloads }: TargetPlan, since: string, now: number): RunningVersion['replicas'] {
  const state = now - Date.parse(since) < startsIn ? 'starting' : 'ready'
  return workloads.flatMap(({ name, replicas }) =>
    Array.from(
      { length: replicas },
      (_, index) =>
        ({ name: `${name}-${String(index)}`, workload: name, state, restarts: 0, startedAt: since }) as const,
    ),
  )
}
