import { rolesThatCan } from '../access/roles.ts'
import { environmentGateMark } from '../gates/demanded.ts'
import { taskGateMark } from '../gates/task-gates.ts'
import { needsSomebody } from '../gates/answers.ts'
import { questionFaults } from '../gates/questions.ts'
import { ancestorsOf, lineGraph } from './graph.ts'
import { nearestName } from './nearest-name.ts'
import type { ReportMore, ValidationContext } from './validation-report.ts'
import type { YamlPath } from './yaml-text.ts'

/** Checks the gates of a line: names, use, and whether enough people may approve. */
export function checkGates({ line, report }: ValidationContext): void {
  const used = new Set(line.spec.stages.flatMap((stage) => stage.gates ?? []))
  line.spec.gates?.forEach((gate, index) => {
    const path = ['spec', 'gates', index]
    if (!used.has(gate.name))
      report(
        'warning',
        'gate-unused',
        path,
        `No stage waits for the gate ${gate.name}`,
        { name: gate.name },
        { fix: 'Name it in gates of a stage' },
      )
    const mark = [environmentGateMark, taskGateMark].find((one) => gate.name.includes(one))
    if (mark !== undefined) {
      report(
        'error',
        'gate-name',
        [...path, 'name'],
        `The name of the gate ${gate.name} may not hold "${mark}": such names are kept for environments and approval tasks`,
        { name: gate.name, mark },
        { fix: `Write ${gate.name.replaceAll(mark, '-')}` },
      )
    }
    for (const { code, path: below, message, args, fix } of questionFaults(gate))
      report('error', code, [...path, ...below], message, args, { fix })
    const { people = [], roles = [], teams = [] } = gate.approvers
    const deciding: readonly string[] = rolesThatCan('gate.decide')
    for (const [at, role] of roles.entries())
      if (!deciding.includes(role))
        report(
          'warning',
          'gate-role',
          [...path, 'approvers', 'roles', at],
          `The gate ${gate.name} asks people of the role ${role}, who may not decide at gates`,
          { name: gate.name, role, roles: deciding.join(', ') },
          { fix: `Name one of ${deciding.join(', ')}, or give these people such a role` },
        )
    if (people.length > 0 && roles.length + teams.length === 0 && people.length < gate.requiredApprovals) {
      const args = { name: gate.name, required: String(gate.requiredApprovals), people: String(people.length) }
      report(
        'error',
        'gate-impossible',
        path,
        `The gate ${gate.name} wants ${args.required} approvals of ${args.people} people`,
        args,
        { fix: 'Name more people or want fewer approvals' },
      )
    }
  })
}

/** An answer is known when its gate has passed: only what follows the stages that it holds can read it. */
export function checkAnswer(
  { line, report }: ValidationContext,
  { gate: name, field }: { readonly gate: string; readonly field: string },
  path: YamlPath,
  place: ReportMore,
): void {
  const gate = line.spec.gates?.find((entry) => entry.name === name)
  const fields = gate?.form?.map((entry) => entry.name) ?? []
  if (gate === undefined || !fields.includes(field)) {
    const near = nearestName(field, fields)
    report(
      'error',
      'unknown-answer',
      path,
      `The line has no gate ${name} that asks ${field}`,
      { gate: name, field },
      { ...place, fix: near === undefined ? 'Add the field to the form of the gate' : `Use ${near}` },
    )
    return
  }
  if (place.stage === undefined) return
  const before = ancestorsOf(lineGraph(line), place.stage)
  const held = line.spec.stages.filter((stage) => stage.gates?.includes(name) === true)
  if (held.some((stage) => before.has(stage.name))) {
    const asked = gate.form?.find((entry) => entry.name === field)
    const passesByItself = gate.timeout !== undefined && gate.onTimeout === 'approve'
    if (passesByItself && asked !== undefined && needsSomebody(asked))
      report(
        'warning',
        'answer-by-nobody',
        path,
        `${place.stage} fails if nobody decides in time: the gate ${name} passes then, and nobody has answered ${field}`,
        { gate: name, field, stage: place.stage },
        { ...place, fix: 'Give the question a default, or let the gate reject when its time is over' },
      )
    return
  }
  report(
    'error',
    'answer-too-early',
    path,
    `The answer ${field} of the gate ${name} is not known when ${place.stage} is prepared for approval`,
    { gate: name, field, stage: place.stage },
    { ...place, fix: 'Read it in a stage that runs after those that the gate holds' },
  )
}
