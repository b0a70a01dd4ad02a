import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { aRun, aTask, anApproval } from '#domain/testing/run-builder.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import { pipelineRunStatusSchema, type PipelineRunStatus } from '#domain/tekton/run/status.ts'
import { layoutOf } from '#server/supervisor/layout.ts'
import { readJournal } from '#server/supervisor/task-runs/journal.ts'
import { ensureSupervisor } from './supervisor-process.ts'

/*
 * Complements the crash test of the server: adapters have no matrix, so the test kills the engine to cover what lines cannot express yet. Each round
 * is one run with parallel tasks, retries, a matrix with retries, a gate and finally tasks.
 */

const main = fileURLToPath(new URL('crash-child.ts', import.meta.url))
const killsOfRun = 8
/** `npm run bench -- crash` sets a larger number. */
const rounds = Math.ceil(Number(process.env['LINEWRIGHT_KILLS'] ?? killsOfRun) / killsOfRun)

let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'linewright-crash-engine-'))
})
afterEach(async () => {
  const opened = await ensureSupervisor(data, { graceMs: 300 })
  if (opened.ok) await opened.value.stop()
  rmSync(data, { recursive: true, force: true })
})

const script = (text: string) => ({
  taskSpec: { steps: [{ name: 'work', image: 'alpine', script: `#!/bin/sh\n${text}\n` }] },
})
const failsBefore = (tries: number, code: number) => `[ "$(context.task.retry-count)" -ge ${tries} ] || exit ${code}`

function runOf(round: number): PipelineRun {
  const fanned = `sleep 0.3\n[ "$(params.platform)" != mac ] || ${failsBefore(1, 4)}\nprintf %s "$(params.platform)" > "$(results.name.path)"`
  const tasks = [
    aTask('left', script('sleep 0.6')),
    aTask('right', script('sleep 0.4')),
    aTask('flaky', { retries: 2, ...script(`sleep 0.2\n${failsBefore(2, 3)}`) }),
    aTask('fanned', {
      retries: 1,
      matrix: { params: [{ name: 'platform', value: ['linux', 'mac', 'windows'] }] },
      taskSpec: { ...script(fanned).taskSpec, params: [{ name: 'platform' }], results: [{ name: 'name' }] },
    }),
    aTask('joined', {
      runAfter: ['left', 'right', 'flaky'],
      params: [{ name: 'names', value: ['$(tasks.fanned.results.name[*])'] }],
      taskSpec: {
        params: [{ name: 'names', type: 'array' }],
        steps: [{ name: 'work', image: 'alpine', script: '#!/bin/sh\n[ $# -eq 3 ]\n', args: ['$(params.names[*])'] }],
      },
    }),
    anApproval('gate', { runAfter: ['joined'] }),
    aTask('shipped', { runAfter: ['gate'], ...script('sleep 0.3') }),
  ]
  const run = aRun(tasks, { pipeline: { finally: [aTask('tidy', script('sleep 0.1'))] } })
  return { ...run, metadata: { ...run.metadata, name: `crash-${round}`, creationTimestamp: new Date().toISOString() } }
}

/** Starts the engine in its own process and reads what it reports about the run. */
function open(file: string): { readonly child: ChildProcess; readonly until: typeof until } {
  const child = spawn(process.execPath, [main, data, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  async function until(holds: (status: PipelineRunStatus) => boolean): Promise<PipelineRunStatus> {
    for await (const line of lines) {
      const status = pipelineRunStatusSchema.parse(JSON.parse(line))
      if (holds(status)) return status
    }
    throw new Error('The engine ended before the run did')
  }
  return { child, until }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

const waitsAtGate = ({ taskRuns }: PipelineRunStatus): boolean =>
  taskRuns.some(({ pipelineTask, condition }) => pipelineTask === 'gate' && condition.status === 'Unknown')

it(
  'an engine that is killed again and again ends its run as if it never was, and starts no try twice',
  async () => {
    const file = join(data, 'run.json')
    for (let round = 0; round < rounds; round += 1) {
      const run = runOf(round)
      let answered: string | undefined
      const write = (): void => writeFileSync(file, JSON.stringify({ run, answered }))
      write()
      for (let killed = 0; killed < killsOfRun; killed += 1) {
        const { child, until } = open(file)
        // The last kills hit the tasks behind the gate.
        if (killed === killsOfRun - 3) {
          await until(waitsAtGate)
          answered = new Date().toISOString()
          write()
        } else {
          await Promise.race([until(() => true).catch(() => undefined), delay(3000)])
          await delay(Math.random() * 400)
        }
        await kill(child)
      }
      const last = open(file)
      const end = await last.until(({ condition }) => condition.status !== 'Unknown')
      await kill(last.child)
      expect(end.condition).toMatchObject({ status: 'True', reason: 'Succeeded' })
      const tries = end.taskRuns.map(
        ({ pipelineTask, retry, condition }) => `${pipelineTask} ${retry} ${condition.status}`,
      )
      expect(tries.toSorted()).toEqual([
        ...['fanned 0 False', 'fanned 0 True', 'fanned 0 True', 'fanned 1 True'],
        ...['flaky 0 False', 'flaky 1 False', 'flaky 2 True', 'gate 0 True', 'joined 0 True'],
        ...['left 0 True', 'right 0 True', 'shipped 0 True', 'tidy 0 True'],
      ])
    }
    // This engine never forgets a TaskRun, so each try still has its journal.
    const journals = globSync('**/*.ndjson', { cwd: layoutOf(data).taskRuns })
    const records = journals.map((journal) => readJournal(join(layoutOf(data).taskRuns, journal)))
    expect(records).toHaveLength(12 * rounds)
    for (const journal of records)
      expect(journal.filter(({ kind }) => kind === 'claim' || kind === 'launch').map(({ kind }) => kind)).toEqual([
        'launch',
        'claim',
      ])
  },
  120_000 * rounds,
)
