import { expect, it } from 'vitest'
import { isolationAnnotation } from '#domain/tekton/launch/isolation.ts'
import { aRun, aTask, second } from '#domain/testing/run-builder.ts'
import { createManualClock } from '#server/ports/manual-clock.ts'
import { noObjects } from '#server/testing/no-objects.ts'
import { createLocalEngine } from './local-engine.ts'
import type { TaskSupervisor } from './supervisor.ts'

it.each([
  ['docker', 'Install docker and see that "docker info" answers, or let the run use another isolation'],
  ['bwrap', 'Install bubblewrap and allow unprivileged user namespaces, or let the run use a weaker isolation'],
])('says what %s needs where it is demanded and does not work', async (demanded, fix) => {
  const stop = new AbortController()
  const supervisor: Partial<TaskSupervisor> = {
    isolations: async () => [{ isolation: 'process' }],
    list: async () => [],
    watch: async function* () {},
  }
  const engine = createLocalEngine({
    ...{ supervisor: supervisor as TaskSupervisor, clock: createManualClock(second(10)), objects: noObjects },
    signal: stop.signal,
  })
  const run = aRun([aTask('a')])
  const annotations = { ...run.metadata.annotations, [isolationAnnotation]: demanded }
  expect(await engine.submit({ ...run, metadata: { ...run.metadata, annotations } })).toMatchObject({ error: { fix } })
  stop.abort()
})
