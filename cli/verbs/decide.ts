import { decideGate } from '#contract/gate-decisions.ts'
import { listGates } from '#contract/gates.ts'
import { readGate } from '#contract/gate-evidence.ts'
import { problem } from '#domain/problem.ts'
import type { GateRun } from '#domain/run/gate-run.ts'
import { defineCommand, exitCodes } from '../command.ts'
import { pairs, UsageError } from '../parse-arguments.ts'
import { CommandFailure } from '../report.ts'
import { evidenceText } from '../server/evidence-text.ts'
import { findRun, runArgument } from '../server/find-run.ts'
import { openServer, serverOptions, type Server } from '../server/open-server.ts'
import type { Terminal } from '../terminal.ts'
import { writeResult } from '../write-result.ts'

/** The state of a gate after a decision, as the end of a sentence. */
const stands: Readonly<Partial<Record<GateRun['state'], string>>> = {
  waiting: 'still waits',
  passed: 'is open',
  rejected: 'is rejected',
}

const gateArgument = {
  name: 'GATE',
  summary: 'Name of the gate; not needed if only one waits for you',
  optional: true,
} as const
const evidence = {
  value: 'DIGEST',
  summary: 'Digest of the evidence that you have read; without it the evidence is shown and nothing is decided',
} as const

export const approve = defineCommand({
  path: ['approve'],
  summary: 'Approve at a gate, for exactly the evidence that you have read',
  args: [runArgument, gateArgument],
  options: {
    ...serverOptions,
    evidence,
    comment: { short: 'm', value: 'TEXT', summary: 'What others should know' },
    'not-before': { value: 'TIME', summary: 'Let the approval count from then on, such as 2026-12-01T09:00:00+09:00' },
    answer: { value: 'FIELD=VALUE', repeatable: true, summary: 'Answer a question of the gate' },
  },
  examples: [
    ['Read the evidence', 'linewright approve bookshelf-release'],
    ['Approve it', 'linewright approve bookshelf-release --evidence sha256:4c1d...'],
  ],
  run: ({ options, args, terminal }) =>
    decide(terminal, options, args, 'approve', {
      ...(options['not-before'] === undefined ? {} : { notBefore: timeOf(options['not-before']) }),
      ...(options.answer === undefined || options.answer.length === 0
        ? {}
        : { answers: Object.fromEntries(pairs('--answer', options.answer, 'FIELD=VALUE')) }),
    }),
})

export const reject = defineCommand({
  path: ['reject'],
  summary: 'Reject at a gate, with the reason',
  args: [runArgument, gateArgument],
  options: {
    ...serverOptions,
    evidence,
    comment: { short: 'm', value: 'TEXT', required: true, summary: 'Why, so that others can act on it' },
  },
  examples: [['Reject', 'linewright reject bookshelf-release/7 -m "Slow on staging" --evidence sha256:4c1d...']],
  run: ({ options, args, terminal }) => decide(terminal, options, args, 'reject', {}),
})

interface DecideOptions {
  readonly server: string | undefined
  readonly project: string | undefined
  readonly evidence: string | undefined
  readonly comment: string | undefined
}

async function decide(
  terminal: Terminal,
  options: DecideOptions,
  [runText = '', gateName]: readonly string[],
  decision: 'approve' | 'reject',
  more: object,
): Promise<number> {
  const server = await openServer(terminal, options)
  const project = await server.project()
  const run = await findRun(server, project, runText)
  const gate = gateName ?? (await onlyGate(server, project, run.id))
  const params = { project, run: run.id, gate }
  const view = await server.call(readGate, { params })
  if (options.evidence === undefined) {
    const digest = view.evidence?.digest ?? ''
    await writeResult(terminal, { text: evidenceText(view, terminal), data: view })
    terminal.err(`Nothing was decided. To ${decision}: add --evidence ${digest}\n`)
    return exitCodes.failed
  }
  const body = { decision, comment: options.comment ?? '', evidence: options.evidence, ...more }
  const after = await server.call(decideGate, { params, body })
  const state = after.gates[gate]?.state ?? 'waiting'
  await writeResult(terminal, {
    text: `${decision === 'approve' ? 'Approved' : 'Rejected'} at ${gate} of ${after.line}/${after.number}; the gate ${stands[state] ?? state}\n`,
    data: after.gates[gate],
  })
  return exitCodes.ok
}

/** Parses a time; uses this machine's zone if none is given. */
function timeOf(text: string): string {
  const at = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isNaN(at)) return new Date(at).toISOString()
  const fix = 'For example --not-before 2026-12-01T09:00:00+09:00'
  throw new UsageError(`--not-before ${text} is no date with a time`, fix)
}

async function onlyGate(server: Server, project: string, run: string): Promise<string> {
  const { gates: mine } = await server.call(listGates, { params: { project }, query: { mine: '1' } })
  const [only, ...others] = mine.filter((gate) => gate.run === run)
  if (only !== undefined && others.length === 0) return only.key
  if (only === undefined) {
    const { gates: all } = await server.call(listGates, { params: { project } })
    const keys = all.filter((gate) => gate.run === run).map(({ key }) => key)
    const elsewhere = mine.map(({ line, number, key }) => `${line}/${number} ${key}`)
    const fix =
      keys.length > 0
        ? `To see why, name one that waits for others: ${keys.join(', ')}`
        : elsewhere.length > 0
          ? `These wait for you: ${elsewhere.join(', ')}`
          : 'linewright run watch says what the run does'
    throw new CommandFailure(problem('not-possible-now', 'No gate of this run waits for you', { fix }))
  }
  const names = [only, ...others].map(({ key }) => key).join(', ')
  throw new CommandFailure(
    problem('invalid-request', `Several gates wait: ${names}`, { fix: 'Name one behind the run' }),
  )
}
