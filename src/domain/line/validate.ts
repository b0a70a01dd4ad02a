import type { FindingCode } from '../finding-codes.ts'
import type { Finding } from '../problem.ts'
import { declaredParameters } from '../parameters/declared.ts'
import { deploymentValue, resolveStage } from '../parameters/resolve.ts'
import { isUnknown } from './draft-world.ts'
import { parseExpressions } from './expressions.ts'
import { findCycle, implicitEdges, lineGraph } from './graph.ts'
import type { Stage } from './line.ts'
import { nearestName } from './nearest-name.ts'
import type { ParsedLine } from './parse.ts'
import { checkAnswer, checkGates } from './validate-gates.ts'
import type { ReportMore, ValidationContext } from './validation-report.ts'
import type { World } from './world.ts'
import { deploymentNamed, pipelineNamed } from './world-index.ts'
import type { YamlPath } from './yaml-text.ts'

interface Context extends ValidationContext {
  readonly stages: ReadonlyMap<string, Stage>
  readonly inputs: ReadonlySet<string>
  readonly gates: ReadonlySet<string>
}

/**
 * Checks a line against what it refers to (value-stream 3.4, design 5.5) and adds what parsing found. Errors forbid publishing and running;
 * each finding has a closed code, arguments, an English sentence, the way out where one is known, and its place.
 */
export function validateLine(parsed: ParsedLine, world: World): readonly Finding[] {
  const { line, yaml, stageIndexes } = parsed
  const findings: Finding[] = [...parsed.findings]
  if (line === undefined) return findings
  function report(
    severity: Finding['severity'],
    code: FindingCode,
    path: YamlPath,
    message: string,
    args: Record<string, string>,
    more: ReportMore = {},
  ): void {
    const at = yaml.rangeAt(path)
    const { fix, stage, parameter } = more
    findings.push({
      severity,
      code,
      message,
      args,
      ...(fix === undefined ? {} : { fix }),
      place: {
        document: `line/${line?.metadata.name ?? ''}`,
        line: at.line,
        column: at.column,
        path: path.join('.'),
        ...(stage === undefined ? {} : { stage }),
        ...(parameter === undefined ? {} : { parameter }),
      },
    })
  }
  const context: Context = {
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
    // A run leaves it out, so nothing of it stands in the way.
    if (stage.disabled !== true) checkStage(context, stage, ['spec', 'stages', stageIndexes[index] ?? index])
  })
  checkOrder(context, stageIndexes)
  if (line.spec.stages.length > 0 && line.spec.stages.every((stage) => stage.disabled === true))
    report('error', 'all-disabled', ['spec', 'stages'], 'Every stage is disabled', {}, { fix: 'Enable one of them' })
  line.spec.results?.forEach((result, index) => {
    checkExpressions(context, result.value, ['spec', 'results', index, 'value'], {})
  })
  return findings
}

function checkDuplicates({ line, report }: Context, stageIndexes: readonly number[]): void {
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
      if (seen.has(name)) {
        const more = { fix: 'Give one of them another name', ...(what === 'stage' ? { stage: name } : {}) }
        report('error', 'duplicate-name', path, `Two ${what}s are called ${name}`, { what, name }, more)
      }
      seen.add(name)
    }
  }
}

function checkStage(context: Context, stage: Stage, path: YamlPath): void {
  const { line, world, report } = context
  const at = { stage: stage.name }
  const { app, name } = stage.spec.deployment
  const pipeline = pipelineNamed(world, stage.spec.pipeline)
  if (pipeline === undefined && stage.spec.pipeline !== '' && !isUnknown(world, stage.spec.pipeline)) {
    const near = nearestName(
      stage.spec.pipeline,
      world.pipelines.map((entry) => entry.metadata.name),
    )
    const args = { pipeline: stage.spec.pipeline, ...(near === undefined ? {} : { near }) }
    report(
      'error',
      'unknown-pipeline',
      [...path, 'spec', 'pipeline'],
      `There is no pipeline ${stage.spec.pipeline}`,
      args,
      { ...at, fix: near === undefined ? 'Choose a pipeline of the project' : `Use ${near}` },
    )
  }
  const deployment = deploymentNamed(world, app, name)
  if (deployment === undefined && app !== '' && name !== '') {
    const ids = world.deployments.map((entry) => `${entry.application}/${entry.name}`)
    const near = nearestName(`${app}/${name}`, ids)
    const args = { deployment: `${app}/${name}`, ...(near === undefined ? {} : { near }) }
    report(
      'error',
      'unknown-deployment',
      [...path, 'spec', 'deployment'],
      `There is no deployment ${app}/${name}`,
      args,
      { ...at, fix: near === undefined ? 'Choose a deployment of the project' : `Use ${near}` },
    )
  }
  checkReferences(context, stage, path)
  const declared = new Set(
    (pipeline === undefined ? [] : declaredParameters(pipeline)).map((parameter) => parameter.name),
  )
  const seen = new Set<string>()
  stage.spec.params?.forEach((param, index) => {
    const where = [...path, 'spec', 'params', index]
    const place = { ...at, parameter: param.name }
    if (seen.has(param.name))
      report(
        'error',
        'duplicate-name',
        [...where, 'name'],
        `Two parameters are called ${param.name}`,
        { what: 'parameter', name: param.name },
        place,
      )
    seen.add(param.name)
    if (pipeline !== undefined && !declared.has(param.name)) {
      const near = nearestName(param.name, declared)
      const args = { name: param.name, pipeline: stage.spec.pipeline, ...(near === undefined ? {} : { near }) }
      const fix = near === undefined ? 'Remove it; it is not passed on' : `Use ${near}`
      report(
        'warning',
        'undeclared-param',
        [...where, 'name'],
        `The pipeline ${stage.spec.pipeline} has no parameter ${param.name}`,
        args,
        { ...place, fix },
      )
    }
    checkExpressions(context, param.value, [...where, 'value'], place)
    for (const expression of parseExpressions(param.value)) {
      if (
        expression.kind !== 'param' ||
        deployment === undefined ||
        deploymentValue(world, deployment, expression.name) !== undefined
      )
        continue
      const args = { name: expression.name, deployment: `${app}/${name}` }
      report(
        'error',
        'missing-value',
        [...where, 'value'],
        `The deployment ${args.deployment} has no value ${expression.name}`,
        args,
        { ...place, fix: `Set ${expression.name} for the deployment` },
      )
    }
  })
  if (deployment === undefined) return
  for (const parameter of resolveStage(line, stage, world)) {
    if (parameter.state !== 'missing' || seen.has(parameter.name)) continue
    const args = { name: parameter.name, deployment: `${app}/${name}` }
    report('error', 'missing-parameter', [...path, 'name'], `${parameter.name} has no value`, args, {
      ...at,
      parameter: parameter.name,
      fix: `Set it for the deployment ${args.deployment} or bind it in the line`,
    })
  }
}

function checkReferences({ stages, gates, report }: Context, stage: Stage, path: YamlPath): void {
  const at = { stage: stage.name }
  stage.runAfter?.forEach((before, index) => {
    if (stages.has(before)) return
    const near = nearestName(
      before,
      [...stages.keys()].filter((name) => name !== stage.name),
    )
    report(
      'error',
      'unknown-stage',
      [...path, 'runAfter', index],
      `There is no stage ${before}`,
      { name: before, ...(near === undefined ? {} : { near }) },
      { ...at, fix: near === undefined ? 'Remove it from runAfter' : `Use ${near}` },
    )
  })
  stage.gates?.forEach((gate, index) => {
    if (gates.has(gate)) return
    const near = nearestName(gate, gates)
    report(
      'error',
      'unknown-gate',
      [...path, 'gates', index],
      `There is no gate ${gate}`,
      { name: gate, ...(near === undefined ? {} : { near }) },
      { ...at, fix: near === undefined ? 'Define it in spec.gates' : `Use ${near}` },
    )
  })
}

function checkExpressions(context: Context, value: string, path: YamlPath, place: ReportMore): void {
  const { world, stages, inputs, report } = context
  for (const expression of parseExpressions(value)) {
    if (expression.kind === 'unknown') {
      report(
        'error',
        'unknown-expression',
        path,
        `${expression.text} is none of $(inputs.x), $(params.x) and $(stages.s.results.r)`,
        { text: expression.text },
        place,
      )
    } else if (expression.kind === 'input') {
      if (inputs.has(expression.name)) continue
      const near = nearestName(expression.name, inputs)
      report(
        'error',
        'unknown-input',
        path,
        `The line has no input ${expression.name}`,
        { name: expression.name, ...(near === undefined ? {} : { near }) },
        { ...place, fix: near === undefined ? `Declare ${expression.name} in spec.params` : `Use ${near}` },
      )
    } else if (expression.kind === 'answer') {
      checkAnswer(context, expression, path, place)
    } else if (expression.kind === 'result') {
      const stage = stages.get(expression.stage)
      if (stage === undefined) {
        const near = nearestName(expression.stage, stages.keys())
        report(
          'error',
          'unknown-stage',
          path,
          `There is no stage ${expression.stage}`,
          { name: expression.stage, ...(near === undefined ? {} : { near }) },
          { ...place, fix: near === undefined ? 'Name a stage of the line' : `Use ${near}` },
        )
        continue
      }
      if (stage.disabled === true) {
        const args = { stage: stage.name, result: expression.result }
        report(
          'error',
          'reads-disabled',
          path,
          `${stage.name} is disabled, so ${stage.name}.${expression.result} has no value`,
          args,
          {
            ...place,
            fix: `Enable ${stage.name} or bind another value`,
          },
        )
        continue
      }
      const pipeline = pipelineNamed(world, stage.spec.pipeline)
      const results = pipeline?.spec.results?.map((result) => result.name)
      if (results === undefined || results.includes(expression.result)) continue
      const near = nearestName(expression.result, results)
      const args = { stage: stage.name, result: expression.result, ...(near === undefined ? {} : { near }) }
      report('error', 'unknown-result', path, `The stage ${stage.name} has no result ${expression.result}`, args, {
        ...place,
        fix: near === undefined ? `It has: ${results.join(', ') || 'none'}` : `Use ${near}`,
      })
    }
  }
}

function checkOrder({ line, report }: Context, stageIndexes: readonly number[]): void {
  const indexes = new Map(line.spec.stages.map((stage, index) => [stage.name, index]))
  const pathTo = (name: string) => {
    const index = indexes.get(name) ?? 0
    return ['spec', 'stages', stageIndexes[index] ?? index]
  }
  const cycle = findCycle(lineGraph(line))
  if (cycle !== undefined) {
    const [stage = ''] = cycle
    const path = cycle.join(' → ')
    report(
      'error',
      'cycle',
      [...pathTo(stage), 'name'],
      `Stages wait for each other: ${path}`,
      { path },
      { stage, fix: 'Remove one of the links' },
    )
    return
  }
  for (const edge of implicitEdges(line)) {
    const args = { from: edge.from, to: edge.to, result: edge.result }
    report(
      'warning',
      'implicit-order',
      [...pathTo(edge.to), 'name'],
      `${edge.to} reads ${edge.from}.${edge.result} and therefore runs after it`,
      args,
      { stage: edge.to, parameter: edge.parameter, fix: `Add ${edge.from} to runAfter` },
    )
  }
}
