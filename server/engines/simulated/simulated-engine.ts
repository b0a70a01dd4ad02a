import { ok } from '#domain/result.ts'
import { validateRun } from '#domain/tekton/validate/validate-run.ts'
import type { Engine } from '../engine.ts'
import { createPlannedEngine } from '../planned/planned-engine.ts'
import { createSimulatedSupervisor, type SimulationOptions } from './simulated-supervisor.ts'

/** Creates an engine that plans like the local one and runs nothing: for the demo in the browser, and for trying out lines. */
export function createSimulatedEngine(options: SimulationOptions & { readonly signal: AbortSignal }): Engine {
  return createPlannedEngine({
    supervisor: createSimulatedSupervisor(options),
    // No program ever sees the value, so any will do, and none can leak.
    objects: {
      resolve: async () => 'simulated',
      keys: async () => [],
      configMap: async () => ({}),
      accountSecrets: async () => [],
    },
    clock: options.clock,
    signal: options.signal,
    validate: validateRun,
    // The isolation that can do everything: simulated steps need no real mounts.
    isolate: async () => ok('podman'),
    capabilities: async () => ({
      kind: 'simulated',
      isolations: ['simulated'],
      isolation: 'simulated',
      caution: 'Nothing really runs: logs, times and results are made up.',
    }),
  })
}
