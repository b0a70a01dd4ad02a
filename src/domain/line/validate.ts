import type { Finding } from '../problem.ts'
import { findCycle, implicitEdges, lineGraph } from './graph.ts'
import type { ParsedLine } from './parse.ts'
import { checkExpressions } from './validate-expressions.ts'
import { checkGates } from './validate-gates.ts'
import { checkStage, type LineContext } from './validate-stage.ts'
import type { Reported } from './validation-report.ts'
import type { World } from './world.ts'

/**
 * Validates a line against the world it refers to (Value Stream, decision 15), together with the findings from parsing. Errors block publishing and
 * running; each finding has a closed code, arguments, an English sentence, a fix if one is known, and its place.
 */
export function validateLine(parsed: ParsedLine, world: World): readonly Finding[] {
  const { line, yaml, stageIndexes } = parsed
  const findings: Finding[] = [...parsed.findings]
  if (line === undefined) return findings
  const document = `line/${line.metadata.name}`
  const report = ({ path, stage, parameter, ...finding }: Reported): void => {
    const { line: row, column } = yaml.rangeAt(path)
    const subject = { ...(stage === undefined ? {} : { stage }), ...(parameter === undefined ? {} : { parameter }) }
    findings.push({ ...finding, place: { document, line: row, column, path: path.join('.'), ...subject } })
  }
  const context: LineContext = {
    line,
    world,
    report,
    stages: new Map(line.spec.stages.toReversed().map((stage) => [stage.name, stage])),
    inputs: new Set((line.spec.params ?? []).map((input) => input.name)),
    gates: new Set((line.spec.gates ?? []).map((gate) => gate.name)),
  }
  checkDuplicates(context, stageIndexes)
  checkGates(context)
  line.spec.stages.forEach((stage, index) => {
    // Runs skip the stage, so its problems do not matter.
    if (stage.disabled !== true) checkStage(context, stage, ['spec', 'stages', stageIndexes[index] ?? index])
  })
  checkOrder(context, stageIndexes)
  checkEnabled(context)
  line.spec.results?.forEach((result, index) => {
    checkExpressions(context, result.value, ['spec', 'results', index, 'value'], {})
  })
  return findings
}

function checkDuplicates({ line, report }: LineContext, stageIndexes: readonly number[]): void {
  const stages = line.spec.stages.map((stage, index) => ({
    name: stage.name,
    path: ['spec', 'stages', stageIndexes[index] ?? index, 'name'],
  }))
  const list = (key: 'params' | 'results' | 'gates') =>
    (line.spec[key] ?? []).map((entry, index) => ({ name: entry.name, path: ['spec', key, index, 'name'] }))
  for (const [what, entries] of [
    ['stage', stages],
    ['input', list('params')],
    ['result', list('results')],
    ['gate', list('gates')],
  ] as const) {
    const seen = new Set<string>()
    for (const { name, path } of entries) {
      if (seen.has(name))
        report({
          severity: 'error',
          code: 'duplicate-name',
          path,
          message: `Two ${what}s are called ${name}`,
          args: { what, name },
          fix: 'Give one of them another name',
          ...(what === 'stage' ? { stage: name } : {}),
        })
      seen.add(name)
    }
  }
}

function checkOrder({ line, report }: LineContext, stageIndexes: readonly number[]): void {
  const indexes = new Map(line.spec.stages.map((stage, index) => [stage.name, index]))
  const nameOf = (stage: string) => {
    const index = indexes.get(stage) ?? 0
    return ['spec', 'stages', stageIndexes[index] ?? index, 'name']
  }
  const cycle = findCycle(lineGraph(line))
  if (cycle !== undefined) {
    const [stage = ''] = cycle
    const path = cycle.join(' → ')
    report({
      severity: 'error',
      code: 'cycle',
      path: nameOf(stage),
      message: `Stages wait for each other: ${path}`,
      args: { path },
      fix: 'Remove one of the links',
      stage,
    })
    return
  }
  for (const { from, to, result, parameter } of implicitEdges(line))
    report({
      severity: 'warning',
      code: 'implicit-order',
      path: nameOf(to),
      message: `${to} reads ${from}.${result} and therefore runs after it`,
      args: { from, to, result },
      fix: `Add ${from} to runAfter`,
      stage: to,
      parameter,
    })
}

function checkEnabled({ line, report }: LineContext): void {
  const { stages } = line.spec
  if (stages.length === 0 || stages.some((stage) => stage.disabled !== true)) return
  const message = 'Every stage is disabled'
  report({
    severity: 'error',
    code: 'all-disabled',
    path: ['spec', 'stages'],
    message,
    args: {},
    fix: 'Enable one of them',
  })
}
