import { systemClock } from '#server/ports/system-clock.ts'
import { noObjects } from '#server/testing/no-objects.ts'
import { describeEngine } from '../engine.contract.ts'
import { createSimulatedSupervisor } from '../simulated/simulated-supervisor.ts'
import { createLocalEngine } from './local-engine.ts'
import type { TaskSupervisor } from './supervisor.ts'

describeEngine('The local engine over a supervisor in memory', async (failures) => {
  const stop = new AbortController()
  const simulated = createSimulatedSupervisor({
    clock: systemClock,
    seed: 'local',
    logs: { append() {} },
    speed: 200,
    failures,
  })
  // The simulation calls its isolation "simulated"; this harness stands for a machine that really has one.
  const supervisor: TaskSupervisor = {
    ...simulated,
    isolations: async () => [{ isolation: 'process' }],
    async *watch(after, signal) {
      for await (const one of simulated.watch(after, signal))
        yield { ...one, status: { ...one.status, isolation: 'process' } }
    },
  }
  const engine = createLocalEngine({
    supervisor,
    objects: noObjects,
    clock: systemClock,
    signal: stop.signal,
  })
  return { engine, close: async () => stop.abort() }
})
