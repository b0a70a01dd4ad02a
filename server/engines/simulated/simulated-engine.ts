import { ok } from '#domain/result.ts'
import { validateRun } from '#domain/tekton/validate/validate-run.ts'
import type { Engine } from '../engine.ts'
import { createPlannedEngine } from '../planned/planned-engine.ts'
import { createSimulatedSupervisor, type SimulationOptions } from './simulated-supervisor.ts'

/** An engine that plans as the local one does and runs nothing: for the demo in the browser, and for trying out lines. */
export function createSimulatedEngine(options: SimulationOptions & { readonly signal: AbortSignal }): Engine {
  return createPlannedEngine({
    supervisor: createSimulatedSupervisor(options),
    // No program ever sees it, so any value does, and none can leak.
    objects: {
      resolve: async () => 'simulated',
      keys: async () => [],
      configMap: async () => ({}),
      accountSecrets: async () => [],
    },
    clock: options.clock,
    signal: options.signal,
    validate: validateRun,
    // The one that can do everything: what never runs needs no mounts.
    isolate: async () => ok('podman'),
    capabilities: async () => ({
      kind: 'simulated',
      isolations: ['simulated'],
      isolation: 'simulated',
      caution: 'Nothing really runs: logs, times and results are made up.',
    }),
  })
}
