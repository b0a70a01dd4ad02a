import { structuredPatch } from 'diff'
import type { Evidence, GateView } from '#contract/gate-evidence.ts'
import { answersGiven } from '#domain/gates/answers.ts'
import { overtakenOf } from '#domain/gates/overtaken.ts'
import { missingApprovers } from '#domain/gates/voting.ts'
import { painter, type Style, type Terminal } from '../terminal.ts'

type Paint = ReturnType<typeof painter>

/** The evidence for a decision at a gate: what it asks for, values, commits, tests, and each manifest line that changes. */
export function evidenceText(view: GateView, terminal: Pick<Terminal, 'outIsTerminal' | 'env'>): string {
  const paint = painter(terminal.outIsTerminal, terminal.env)
  const { evidence: found } = view
  const lines = [
    ...requestLines(view, paint),
    ...voteLines(view, paint),
    ...answerLines(view),
    ...(found === undefined ? [] : [...runningLines(found, paint), ...changeLines(found, paint)]),
    `  evidence  ${found?.digest ?? ''}`,
  ]
  return `${lines.join('\n')}\n`
}

function requestLines({ definition, environment, holds, closed, ...view }: GateView, paint: Paint): readonly string[] {
  return [
    paint('bold', `${definition.title ?? definition.name} (${environment}), holds ${holds.join(', ')}`),
    `  ${view.line}/${view.number}, requested by ${view.requestedBy.name}${view.note === '' ? '' : `: ${view.note}`}`,
    ...(definition.instructions === undefined ? [] : [`  ${definition.instructions}`]),
    ...(closed === undefined
      ? []
      : [
          `  closed${closed.title === undefined ? '' : `: ${closed.title}`}, until ${closed.until ?? 'further notice'}`,
        ]),
  ]
}

function voteLines({ definition, people, ...view }: GateView, paint: Paint): readonly string[] {
  const named = (standing: GateView['people'][number]['standing']) =>
    people.filter((entry) => entry.standing === standing).map(({ person }) => person.name)
  const [approved, mayVote] = [named('approved'), named('may-vote')]
  const standings = people.map(({ standing }) => standing)
  const missing = view.gate.state === 'waiting' ? missingApprovers(definition, standings) : 0
  return [
    `  ${view.approvals} of ${definition.requiredApprovals} approvals${approved.length === 0 ? '' : `: ${approved.join(', ')}`}`,
    ...(mayVote.length === 0 ? [] : [`  may vote  ${mayVote.join(', ')}`]),
    ...(missing === 0 ? [] : [paint('bold', `  nobody can open it: people who may vote are missing: ${missing}`)]),
    ...(view.closesAt === undefined
      ? []
      : [`  closes    ${view.closesAt}, then the gate ${definition.onTimeout === 'approve' ? 'passes' : 'rejects'}`]),
    ...view.heldAsWell.map(({ title }) => `  also held by ${title}`),
    ...(view.waitsBehind.length === 0 ? [] : [`  then      ${view.waitsBehind.join(', ')}`]),
  ]
}

/** The answers to the gate's questions, or the questions while nobody has answered. */
function answerLines({ gate, definition: { form = [] } }: GateView): readonly string[] {
  const answers = answersGiven(gate)
  if (answers !== undefined) return Object.entries(answers).map(([name, answer]) => `  answered  ${name}: ${answer}`)
  return form.map(({ name, title, type, options, default: given, required }) => {
    const asked = `${name}${title === undefined ? '' : ` (${title})`}: ${options?.join(' | ') ?? type}`
    const otherwise = given === undefined ? '' : `, ${given} unless you answer`
    return `  question  ${asked}${otherwise}${required ? '' : ', may be left out'}`
  })
}

function runningLines(found: Evidence, paint: Paint): readonly string[] {
  const overtaken = overtakenOf(found)
  return [
    ...found.running.map((one) => {
      const now = `  runs now  ${one.application} ${one.version}`
      if (one.newer === undefined || !overtaken.includes(one)) return now
      const later = paint('bold', `run ${one.newer.number}, which began later`)
      return `${now} of ${later}: approving puts this older release in its place`
    }),
    ...found.addresses.map(
      ({ application, environment, url }) => `  try       ${application} in ${environment}: ${url}`,
    ),
    ...found.stages
      .filter(({ deploys }) => !deploys)
      .map(({ stage, pipeline, application }) => `  runs      ${stage}: ${pipeline} for ${application}`),
  ]
}

function changeLines(found: Evidence, paint: Paint): readonly string[] {
  const said = (value: string) => (value === '' ? 'not set' : value)
  const commitLine = (kind: string, { application, commit, message, author }: Evidence['commits'][number]) =>
    `  ${kind.padEnd(9)} ${application} ${commit.slice(0, 7)} ${message} (${author})`
  const changed = found.manifests.filter(({ now, after }) => now !== after)
  return [
    ...found.values.map(
      ({ application, parameter, now, after }) =>
        `  value     ${application} ${parameter}: ${said(now)} -> ${said(after)}`,
    ),
    ...found.commits.map((commit) => commitLine('commit', commit)),
    ...found.takenBack.map((commit) => commitLine('loses', commit)),
    ...found.tests.map(({ name, state }) => `  test      ${name}: ${state}`),
    ...(changed.length === 0 ? ['  manifest  nothing changes'] : []),
    ...changed.flatMap((manifest) => manifestLines(manifest, paint)),
  ]
}

function manifestLines(
  { application, path, now, after }: Evidence['manifests'][number],
  paint: Paint,
): readonly string[] {
  const { hunks } = structuredPatch('', '', now, after, '', '', { context: 2 })
  const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: changed }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...changed.filter((line) => !line.startsWith('\\')),
  ])
  return [`  manifest  ${application}/${path}`, ...lines.map((line) => `    ${painted(line, paint)}`)]
}

function painted(line: string, paint: Paint): string {
  const style: Style | undefined = ({ '+': 'green', '-': 'red', '@': 'dim' } as const)[line[0] ?? '']
  return style === undefined ? line : paint(style, line)
}
