import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { taskRunNameIn } from '#domain/tekton/run/task-run-rules.ts'
import { pipelineRunSchema } from '#domain/tekton/pipeline.ts'
import { createLocalEngine } from '#server/engines/local/local-engine.ts'
import { systemClock } from '#server/ports/system-clock.ts'
import { noObjects } from '#server/testing/no-objects.ts'
import { ensureSupervisor } from './supervisor-process.ts'

/*
 * The process that the crash test kills: a local engine over the supervisor of a data directory. It continues the run, prints each status, and ends
 * with the run.
 */

const [data = '', file = ''] = process.argv.slice(2)
const { run, answered } = z
  .object({ run: pipelineRunSchema, answered: z.string().optional() })
  .parse(JSON.parse(readFileSync(file, 'utf8')))
const opened = await ensureSupervisor(data, { graceMs: 300 })
if (!opened.ok) throw new Error(`${opened.error.message} ${opened.error.detail}`)
const ending = new AbortController()
const engine = createLocalEngine({
  supervisor: opened.value.client,
  objects: noObjects,
  clock: systemClock,
  signal: ending.signal,
})
const answer = { taskRun: taskRunNameIn(run, 'gate'), approved: true, message: 'go', results: [] }
const answers = answered === undefined ? [] : [{ ...answer, at: answered }]
const taken = await engine.submit(run, { answers, cancels: [] })
if (!taken.ok) throw new Error(taken.error.message)
for await (const { status } of engine.watch(ending.signal)) {
  process.stdout.write(`${JSON.stringify(status)}\n`)
  if (status.condition.status !== 'Unknown') process.exit(0)
}
