import type { QueueView } from '#contract/queues.ts'
import { claimsOf, queueOf } from '#domain/run/turns/turns.ts'
import type { Ports } from '../../ports.ts'
import { readRules } from '../gates/environment-rules.ts'
import type { Orchestrator } from './orchestrator.ts'
import type { RunReader } from './run-reader.ts'

/** The queues of a project's waiting runs, in order of their turns. */
export async function queuesOf(
  { documents }: Pick<Ports, 'documents'>,
  reader: RunReader,
  orchestrator: Orchestrator,
  project: string,
): Promise<readonly QueueView[]> {
  const runs = await orchestrator.liveRuns(project)
  const awaited = [...new Set(runs.flatMap(({ queues = [] }) => queues.map(({ queue }) => queue)))].sort()
  if (awaited.length === 0) return []
  const rules = await readRules(documents, project)
  const claims = await Promise.all(runs.map(async (run) => claimsOf(run, await reader.snapshot(run.snapshot), rules)))
  return awaited.map((queue) => ({
    queue,
    runs: queueOf(queue, claims).flatMap(({ run: id }) => {
      const run = runs.find((one) => one.id === id)
      const since = run?.queues?.find((one) => one.queue === queue)?.since
      return run === undefined
        ? []
        : [{ run: id, line: run.line, number: run.number, state: run.state, ...(since === undefined ? {} : { since }) }]
    }),
  }))
}
