import { decideGate } from '#contract/gate-decisions.ts'
import { type GateView, listGates, readGate } from '#contract/gates.ts'
import { problem } from '#domain/problem.ts'
import { defineCommand, exitCodes } from '../command.ts'
import { CommandFailure } from '../report.ts'
import { findRun, runArgument, runLine } from '../server/find-run.ts'
import { openServer, serverOptions, type Server } from '../server/open-server.ts'
import type { Terminal } from '../terminal.ts'
import { writeResult } from '../write-result.ts'

const gateArgument = {
  name: 'GATE',
  summary: 'Name of the gate; not needed where one waits for you only',
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
      ...(options['not-before'] === undefined ? {} : { notBefore: options['not-before'] }),
      ...(options.answer === undefined || options.answer.length === 0 ? {} : { answers: answersOf(options.answer) }),
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
    await writeResult(terminal, { text: evidenceText(view), data: view })
    terminal.err(`Nothing was decided. To ${decision}: add --evidence ${digest}\n`)
    return exitCodes.failed
  }
  const body = { decision, comment: options.comment ?? '', evidence: options.evidence, ...more }
  const after = await server.call(decideGate, { params, body })
  const state = after.gates[gate]?.state ?? 'waiting'
  await writeResult(terminal, {
    text: `${decision === 'approve' ? 'Approved' : 'Rejected'} at ${gate} of ${runLine(after)}; the gate is ${state}\n`,
    data: after.gates[gate],
  })
  return exitCodes.ok
}

async function onlyGate(server: Server, project: string, run: string): Promise<string> {
  const { gates } = await server.call(listGates, { params: { project }, query: { mine: '1' } })
  const [only, ...others] = gates.filter((gate) => gate.run === run)
  if (only !== undefined && others.length === 0) return only.key
  if (only === undefined)
    throw new CommandFailure(
      problem('not-possible-now', 'No gate of this run waits for you', { fix: 'Name the gate to see why' }),
    )
  const names = [only, ...others].map(({ key }) => key).join(', ')
  throw new CommandFailure(
    problem('invalid-request', `Several gates wait: ${names}`, { fix: 'Name one behind the run' }),
  )
}

function evidenceText(view: GateView): string {
  const { definition, evidence: found, environment, holds, closed } = view
  const changed = found?.manifests.filter(({ now, after }) => now !== after) ?? []
  const lines = [
    `${definition.title ?? definition.name} (${environment}), holds ${holds.join(', ')}`,
    ...(definition.instructions === undefined ? [] : [`  ${definition.instructions}`]),
    ...(closed === undefined
      ? []
      : [
          `  closed${closed.title === undefined ? '' : `: ${closed.title}`}, until ${closed.until ?? 'further notice'}`,
        ]),
    `  ${view.approvals} of ${definition.requiredApprovals} approvals`,
    ...changed.map(({ application, path }) => `  manifest  ${application}/${path}`),
    ...(found?.values ?? []).map(
      ({ application, parameter, now, after }) => `  value     ${application} ${parameter}: ${now} -> ${after}`,
    ),
    ...(found?.commits ?? []).map(
      ({ application, commit, message, author }) =>
        `  commit    ${application} ${commit.slice(0, 7)} ${message} (${author})`,
    ),
    ...(found?.tests ?? []).map(({ name, state }) => `  test      ${name}: ${state}`),
    `  evidence  ${found?.digest ?? ''}`,
  ]
  return `${lines.join('\n')}\n`
}

function answersOf(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=')
      if (at <= 0)
        throw new CommandFailure(problem('invalid-request', `${text} is no answer`, { fix: 'Write FIELD=VALUE' }))
      return [text.slice(0, at), text.slice(at + 1)]
    }),
  )
}
