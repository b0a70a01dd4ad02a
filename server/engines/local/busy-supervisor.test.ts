import { expect, it } from 'vitest'
import { createManualClock } from '#server/ports/manual-clock.ts'
import { noObjects } from '#server/testing/no-objects.ts'
import { createLocalEngine } from './local-engine.ts'
import type { TaskSupervisor } from './supervisor.ts'

it('tells what it can do also while the supervisor is too busy to answer, or away', async () => {
  const stop = new AbortController()
  const answers: readonly TaskSupervisor['isolations'][] = [
    async () => [{ isolation: 'bwrap' }],
    () => new Promise(() => undefined),
    () => Promise.reject(new Error('The supervisor that runs the steps does not answer')),
  ]
  let asked = 0
  const supervisor: Partial<TaskSupervisor> = {
    isolations: async () => (await answers[asked++]?.()) ?? [],
    watch: async function* () {},
  }
  const engine = createLocalEngine({
    ...{ supervisor: supervisor as TaskSupervisor, clock: createManualClock(0), objects: noObjects },
    signal: stop.signal,
  })
  for (const _answer of answers) expect(await engine.capabilities()).toMatchObject({ isolation: 'bwrap' })
  stop.abort()
})
