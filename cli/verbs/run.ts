import { randomUUID } from 'node:crypto'
import { planRun } from '#contract/run-plans.ts'
import { cancelRun, readRun, retryRun, startRun } from '#contract/runs.ts'
import { listRuns } from '#contract/run-lists.ts'
import { environmentOfGate, isCalendarGate } from '#domain/gates/demanded.ts'
import { hasEnded, whyFailed } from '#domain/run/run-state.ts'
import { runStateSchema } from '#domain/run/state-names.ts'
import type { Run } from '#domain/run/state.ts'
import { defineCommand, exitCodes, type Command } from '../command.ts'
import { pairs, UsageError } from '../parse-arguments.ts'
import { findRun, runArgument, runLine } from '../server/find-run.ts'
import { runTable } from '../server/run-table.ts'
import { patiently } from '../server/patient-server.ts'
import { planFails, planText } from '../server/plan-text.ts'
import { openServer, serverOptions, type Server } from '../server/open-server.ts'
import { showLogs } from '../server/show-logs.ts'
import type { Terminal } from '../terminal.ts'
import { writeResult } from '../write-result.ts'
import { artifacts } from './run-artifacts.ts'

const wait = { short: 'w', summary: 'Wait until it ends; the exit code says how' } as const

const start = defineCommand({
  path: ['run', 'start'],
  summary: 'Start a line',
  args: [{ name: 'LINE', summary: 'Name of the line' }],
  options: {
    ...serverOptions,
    input: { short: 'i', value: 'NAME=VALUE', repeatable: true, summary: 'An input of the line' },
    note: { short: 'm', value: 'TEXT', summary: 'What the run is for' },
    'dry-run': {
      summary: 'Compile, check and plan everything, and run nothing; the exit code says whether it would be refused',
    },
    wait,
  },
  examples: [
    ['Start and wait', 'linewright run start bookshelf-release -m "Weekly release" --wait'],
    ['See what it would do', 'linewright run start bookshelf-release --input gitRevision=v2 --dry-run'],
  ],
  async run({ options, args: [line = ''], terminal }) {
    const inputs = Object.fromEntries(pairs('--input', options.input ?? [], 'NAME=VALUE'))
    const server = await openServer(terminal, options)
    const project = await server.project()
    if (options['dry-run']) {
      const plan = await server.call(planRun, { params: { project, line }, body: { inputs } })
      await writeResult(terminal, { text: planText(plan), data: plan })
      return planFails(plan) ? exitCodes.failed : exitCodes.ok
    }
    const body = { inputs, note: options.note ?? '', idempotencyKey: randomUUID() }
    const run = await server.call(startRun, { params: { project, line }, body })
    return options.wait ? watchToEnd(terminal, server, run) : show(terminal, server, run)
  },
})

const watch = defineCommand({
  path: ['run', 'watch'],
  summary: 'Follow a run until it ends; the exit code says how it ended',
  args: [runArgument],
  options: serverOptions,
  examples: [['Follow the newest run of a line', 'linewright run watch bookshelf-release']],
  async run({ options, args: [text = ''], terminal }) {
    const server = await openServer(terminal, options)
    return watchToEnd(terminal, server, await findRun(server, await server.project(), text))
  },
})

const logs = defineCommand({
  path: ['run', 'logs'],
  summary: 'Print the logs of a run',
  args: [runArgument],
  options: {
    ...serverOptions,
    stage: { value: 'NAME', summary: 'Of this stage only' },
    task: { value: 'NAME', summary: 'Of this task only' },
    follow: { short: 'f', summary: 'Keep printing until the run ends' },
    timestamps: { summary: 'Begin each line with its time' },
  },
  examples: [['Follow one stage', 'linewright run logs bookshelf-release --stage build-api --follow']],
  async run({ options, args: [text = ''], terminal }) {
    const server = await openServer(terminal, options)
    const run = await findRun(server, await server.project(), text)
    await showLogs(terminal, server, run, options)
    return exitCodes.ok
  },
})

const retry = defineCommand({
  path: ['run', 'retry'],
  summary: 'Continue from the failed tasks of a run, with the same snapshot',
  args: [runArgument],
  options: { ...serverOptions, wait, anyway: { summary: 'Even if its surroundings have changed' } },
  examples: [['Retry run 7', 'linewright run retry bookshelf-release/7']],
  async run({ options, args: [text = ''], terminal }) {
    const server = await openServer(terminal, options)
    const found = await findRun(server, await server.project(), text)
    const run = await server.call(retryRun, {
      params: { project: found.project, run: found.id },
      body: { anyway: options.anyway },
    })
    return options.wait ? watchToEnd(terminal, server, run) : show(terminal, server, run)
  },
})

const modes = { now: 'Cancelled', finally: 'CancelledRunFinally', stop: 'StoppedRunFinally' } as const

const cancel = defineCommand({
  path: ['run', 'cancel'],
  summary: 'Cancel a run',
  args: [runArgument],
  options: {
    ...serverOptions,
    mode: {
      value: 'MODE',
      choices: ['now', 'finally', 'stop'],
      summary:
        'Kill at once (now), run the finally tasks first (finally, the default), or let running tasks end (stop)',
    },
  },
  examples: [['Cancel the newest run', 'linewright run cancel bookshelf-release']],
  async run({ options, args: [text = ''], terminal }) {
    const server = await openServer(terminal, options)
    const found = await findRun(server, await server.project(), text)
    const [, mode = 'CancelledRunFinally'] = Object.entries(modes).find(([name]) => name === options.mode) ?? []
    const params = { project: found.project, run: found.id }
    return show(terminal, server, await server.call(cancelRun, { params, body: { mode } }))
  },
})

const list = defineCommand({
  path: ['run', 'list'],
  summary: 'List runs, newest first',
  options: {
    ...serverOptions,
    line: { value: 'NAME', summary: 'Of this line only' },
    state: { value: 'STATE', summary: 'In this state only', choices: runStateSchema.options },
    limit: { value: 'N', summary: 'At most this many (20)' },
  },
  examples: [['What failed', 'linewright run list --state failed']],
  async run({ options, terminal }) {
    const server = await openServer(terminal, options)
    const { line, state, limit = '20' } = options
    if (!/^[1-9]\d{0,2}$/.test(limit))
      throw new UsageError(`--limit ${limit} is no number of runs`, 'For example --limit 50')
    const { runs } = await server.call(listRuns, {
      params: { project: await server.project() },
      query: { line, state, limit },
    })
    if (runs.length === 0) terminal.err('No runs\n')
    await writeResult(terminal, { text: runTable(runs, terminal), data: runs })
    return exitCodes.ok
  },
})

/** The verbs of runs, for the table of commands. */
export const runVerbs: readonly Command[] = [start, watch, logs, artifacts, retry, cancel, list]

async function show(terminal: Terminal, { origin }: Server, run: Run): Promise<number> {
  const url = `${origin}/projects/${run.project}/runs/${run.id}`
  await writeResult(terminal, { text: `${runLine(run)}\n${url}\n`, data: run })
  return exitCodes.ok
}

const pause = 1000

/** Says how a waiting gate opens, so that whoever watches need not look for it. */
function howItOpens({ line, number }: Run, gate: string): string {
  if (isCalendarGate({ key: gate, live: true })) return `opens by the calendar of ${environmentOfGate(gate)}`
  return `linewright approve ${line}/${number} ${gate}`
}

/** Prints every change of a run's stages and gates until it ends. */
async function watchToEnd(terminal: Terminal, asked: Server, begun: Run): Promise<number> {
  const server = patiently(asked, terminal)
  const params = { project: begun.project, run: begun.id }
  const said = new Map<string, string>()
  let run = begun
  for (;;) {
    const parts = [
      ...Object.values(run.stages).map((stage) => ({
        name: `stage ${stage.stage}`,
        state: stage.state,
        message: stage.state === 'failed' ? whyFailed(stage) : stage.message,
      })),
      ...Object.values(run.gates).map(({ gate, state }) => ({
        name: `gate ${gate}`,
        state,
        message: state === 'waiting' ? howItOpens(run, gate) : '',
      })),
    ]
    for (const { name, state, message } of parts) {
      if (said.get(name) === state || (state === 'pending' && !said.has(name))) continue
      said.set(name, state)
      terminal.err(`${name} ${state}${message === '' ? '' : `: ${message}`}\n`)
    }
    if (hasEnded(run)) break
    if (terminal.signal.aborted) {
      terminal.err(`${run.line}/${run.number} goes on; to stop it: linewright run cancel ${run.line}/${run.number}\n`)
      return exitCodes.failed
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
    run = await server.call(readRun, { params })
  }
  await show(terminal, server, run)
  return run.state === 'succeeded' ? exitCodes.ok : exitCodes.failed
}
