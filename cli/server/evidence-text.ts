import { structuredPatch } from 'diff'
import type { Evidence, GateView } from '#contract/gate-evidence.ts'
import { answersGiven } from '#domain/gates/answers.ts'
import { overtakenOf } from '#domain/gates/overtaken.ts'
import { missingApprovers } from '#domain/gates/voting.ts'
import { painter, type Style, type Terminal } from '../terminal.ts'

type Paint = ReturnType<typeof painter>

/** The evidence of a gate to be read before deciding: what the gate asks for, values, commits, tests, and each manifest line that changes. */
export function evidenceText(view: GateView, terminal: Pick<Terminal, 'outIsTerminal' | 'env'>): string {
  const { definition, evidence: found, environment, holds, closed } = view
  const paint = painter(terminal.outIsTerminal, terminal.env)
  const changed = found?.manifests.filter(({ now, after }) => now !== after) ?? []
  const named = (standing: GateView['people'][number]['standing']) =>
    view.people.filter((entry) => entry.standing === standing).map(({ person }) => person.name)
  const [approved, mayVote] = [named('approved'), named('may-vote')]
  const overtaken = found === undefined ? [] : overtakenOf(found)
  const until = closed?.until ?? 'further notice'
  const answers = answersGiven(view.gate)
  const standings = view.people.map(({ standing }) => standing)
  const missing = view.gate.state === 'waiting' ? missingApprovers(definition, standings) : 0
  const lines = [
    paint('bold', `${definition.title ?? definition.name} (${environment}), holds ${holds.join(', ')}`),
    `  ${view.line}/${view.number}, requested by ${view.requestedBy.name}${view.note === '' ? '' : `: ${view.note}`}`,
    ...(definition.instructions === undefined ? [] : [`  ${definition.instructions}`]),
    ...(closed === undefined
      ? []
      : [`  closed${closed.title === undefined ? '' : `: ${closed.title}`}, until ${until}`]),
    `  ${view.approvals} of ${definition.requiredApprovals} approvals${approved.length === 0 ? '' : `: ${approved.join(', ')}`}`,
    ...(mayVote.length === 0 ? [] : [`  may vote  ${mayVote.join(', ')}`]),
    ...(missing === 0 ? [] : [paint('bold', `  nobody can open it: people who may vote are missing: ${missing}`)]),
    ...(view.closesAt === undefined
      ? []
      : [`  closes    ${view.closesAt}, then the gate ${definition.onTimeout === 'approve' ? 'passes' : 'rejects'}`]),
    ...view.heldAsWell.map(({ title }) => `  also held by ${title}`),
    ...(view.waitsBehind.length === 0 ? [] : [`  then      ${view.waitsBehind.join(', ')}`]),
    ...Object.entries(answers ?? {}).map(([name, answer]) => `  answered  ${name}: ${answer}`),
    ...(answers === undefined ? (definition.form ?? []) : []).map(
      ({ name, title, type, options, default: given, required }) =>
        `  question  ${name}${title === undefined ? '' : ` (${title})`}: ${options?.join(' | ') ?? type}${given === undefined ? '' : `, ${given} unless you answer`}${required ? '' : ', may be left out'}`,
    ),
    ...(found?.running ?? []).map((one) =>
      one.newer === undefined || !overtaken.includes(one)
        ? `  runs now  ${one.application} ${one.version}`
        : `  runs now  ${one.application} ${one.version} of ${paint('bold', `run ${one.newer.number}, which began later`)}: approving puts this older release in its place`,
    ),
    ...(found?.addresses ?? []).map(
      ({ application, environment: where, url }) => `  try       ${application} in ${where}: ${url}`,
    ),
    ...(found?.stages ?? [])
      .filter(({ deploys }) => !deploys)
      .map(({ stage, pipeline, application }) => `  runs      ${stage}: ${pipeline} for ${application}`),
    ...(found?.values ?? []).map(
      ({ application, parameter, now, after }) =>
        `  value     ${application} ${parameter}: ${now === '' ? 'not set' : now} -> ${after === '' ? 'not set' : after}`,
    ),
    ...(found?.commits ?? []).map(
      ({ application, commit, message, author }) =>
        `  commit    ${application} ${commit.slice(0, 7)} ${message} (${author})`,
    ),
    ...(found?.takenBack ?? []).map(
      ({ application, commit, message, author }) =>
        `  loses     ${application} ${commit.slice(0, 7)} ${message} (${author})`,
    ),
    ...(found?.tests ?? []).map(({ name, state }) => `  test      ${name}: ${state}`),
    ...(found !== undefined && changed.length === 0 ? ['  manifest  nothing changes'] : []),
    ...changed.flatMap((manifest) => manifestLines(manifest, paint)),
    `  evidence  ${found?.digest ?? ''}`,
  ]
  return `${lines.join('\n')}\n`
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
