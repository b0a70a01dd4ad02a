import type { TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import type { Engine } from '#server/engines/engine.ts'
import { createSimulatedEngine } from '#server/engines/simulated/simulated-engine.ts'
import type { ScriptedFailure } from '#server/engines/simulated/simulated-supervisor.ts'
import type { Ports } from '#server/ports.ts'
import { planTarget } from '#domain/target/plan-target.ts'
import { simulatedUrl } from './simulated-target.ts'
import { readStageFacts, type StageFacts } from './stage-facts.ts'
import type { World } from './world/world.ts'

export interface DemoEngineOptions {
  readonly world: World
  readonly ports: Pick<Ports, 'clock' | 'bus'>
  readonly speed: number
  readonly failures: readonly ScriptedFailure[]
  readonly signal: AbortSignal
}

/** The simulated engine, whose deploying tasks roll out to the simulated target. */
export function createDemoEngine({ world, ports, speed, failures, signal }: DemoEngineOptions): Engine {
  const facts = new Map<string, StageFacts>()

  function tellResult({ namespace, pipelineRun }: TaskLaunch, result: string): string | undefined {
    const { commit, rollout } = facts.get(`${namespace}/${pipelineRun}`) ?? {}
    if (/commit/i.test(result)) return commit
    if (rollout === undefined) return undefined
    const { target } = rollout
    if (result === 'rollout') {
      const at = new Date(ports.clock.now()).toISOString()
      const id = `${target.application}/${target.deployment}`
      void world.target
        .place(rollout, at)
        .then(() => ports.bus.publish({ project: target.project, kind: 'deployment', id, at }))
      return `simulated/${rollout.idempotencyKey}`
    }
    const urls = planTarget(rollout.documents).plan.services.map(({ name }) => ({
      service: name,
      url: simulatedUrl(target.environment, name),
    }))
    if (result === 'urls') return JSON.stringify(urls)
    return result === 'url' ? (urls[0]?.url ?? '') : undefined
  }

  const engine = createSimulatedEngine({
    clock: ports.clock,
    seed: 'linewright',
    logs: world.logs,
    speed,
    failures,
    signal,
    tellResult,
    past: async (namespace, pipelineRun) => facts.get(`${namespace}/${pipelineRun}`)?.ended ?? [],
  })
  return {
    ...engine,
    async submit(run, past) {
      facts.set(`${run.metadata.namespace ?? 'default'}/${run.metadata.name}`, await readStageFacts(world, run))
      return engine.submit(run, past)
    },
  }
}
