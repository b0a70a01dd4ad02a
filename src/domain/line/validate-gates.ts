import { rolesThatCan } from '../access/roles.ts'
import { needsSomebody } from '../gates/answers.ts'
import { environmentGateMark } from '../gates/demanded.ts'
import { questionFaults } from '../gates/questions.ts'
import { taskGateMark } from '../gates/task-gates.ts'
import { ancestorsOf, lineGraph } from './graph.ts'
import type { Gate } from './gate.ts'
import { reportUnknown, type Subject, type ValidationContext } from './validation-report.ts'
import type { YamlPath } from './yaml-text.ts'

/** Checks a line's gates: names, use, questions, and whether enough people can approve. */
export function checkGates(context: ValidationContext): void {
  const { line, report } = context
  const used = new Set(line.spec.stages.flatMap((stage) => stage.gates ?? []))
  line.spec.gates?.forEach((gate, index) => {
    const path = ['spec', 'gates', index]
    const { name } = gate
    if (!used.has(name))
      report({
        severity: 'warning',
        code: 'gate-unused',
        path,
        message: `No stage waits for the gate ${name}`,
        args: { name },
        fix: 'Name it in gates of a stage',
      })
    const mark = [environmentGateMark, taskGateMark].find((one) => name.includes(one))
    if (mark !== undefined)
      report({
        severity: 'error',
        code: 'gate-name',
        path: [...path, 'name'],
        message: `The name of the gate ${name} may not contain "${mark}": such names are reserved for environments and approval tasks`,
        args: { name, mark },
        fix: `Write ${name.replaceAll(mark, '-')}`,
      })
    for (const { path: below, ...fault } of questionFaults(gate))
      report({ severity: 'error', ...fault, path: [...path, ...below] })
    checkApprovers(context, gate, path)
  })
}

function checkApprovers({ report }: ValidationContext, gate: Gate, path: YamlPath): void {
  const { name, requiredApprovals } = gate
  const { people = [], roles = [], teams = [] } = gate.approvers
  const deciding: readonly string[] = rolesThatCan('gate.decide')
  for (const [at, role] of roles.entries()) {
    if (deciding.includes(role)) continue
    report({
      severity: 'warning',
      code: 'gate-role',
      path: [...path, 'approvers', 'roles', at],
      message: `The gate ${name} asks people of the role ${role}, who may not decide at gates`,
      args: { name, role, roles: deciding.join(', ') },
      fix: `Name one of ${deciding.join(', ')}, or give these people such a role`,
    })
  }
  if (people.length === 0 || roles.length + teams.length > 0 || people.length >= requiredApprovals) return
  report({
    severity: 'error',
    code: 'gate-impossible',
    path,
    message: `The gate ${name} wants ${requiredApprovals} approvals of ${people.length} people`,
    args: { name, required: String(requiredApprovals), people: String(people.length) },
    fix: 'Name more people or want fewer approvals',
  })
}

/** Checks that a stage reads an answer only after its gate has passed: the stage must follow one that the gate holds. */
export function checkAnswer(
  context: ValidationContext,
  { gate: name, field }: { readonly gate: string; readonly field: string },
  path: YamlPath,
  subject: Subject,
): void {
  const { line, report } = context
  const gate = line.spec.gates?.find((entry) => entry.name === name)
  const asked = gate?.form?.find((entry) => entry.name === field)
  if (gate === undefined || asked === undefined) {
    reportUnknown(context, {
      code: 'unknown-answer',
      path,
      message: `The line has no gate ${name} that asks ${field}`,
      args: { gate: name, field },
      name: field,
      known: gate?.form?.map((entry) => entry.name) ?? [],
      otherwise: 'Add the field to the form of the gate',
      ...subject,
    })
    return
  }
  const { stage } = subject
  if (stage === undefined) return
  const before = ancestorsOf(lineGraph(line), stage)
  const isKnown = line.spec.stages.some((held) => held.gates?.includes(name) === true && before.has(held.name))
  const passesByItself = gate.timeout !== undefined && gate.onTimeout === 'approve'
  if (!isKnown)
    report({
      severity: 'error',
      code: 'answer-too-early',
      path,
      message: `The answer ${field} of the gate ${name} is not known when ${stage} is prepared for approval`,
      args: { gate: name, field, stage },
      fix: 'Read it in a stage that runs after those that the gate holds',
      ...subject,
    })
  else if (passesByItself && needsSomebody(asked))
    report({
      severity: 'warning',
      code: 'answer-by-nobody',
      path,
      message: `${stage} fails if nobody decides in time: the gate ${name} passes then, and nobody has answered ${field}`,
      args: { gate: name, field, stage },
      fix: 'Give the question a default, or let the gate reject when its time is over',
      ...subject,
    })
}
