import { declaredParameters } from '../parameters/declared.ts'
import { checkValue } from '../parameters/check-value.ts'
import { fieldOf } from '../parameters/parameter-field.ts'
import { deploymentValue, resolveStage } from '../parameters/resolve.ts'
import type { ResolvedParameter } from '../parameters/resolved.ts'
import type { Deployment } from '../project.ts'
import type { Pipeline } from '../tekton/pipeline.ts'
import { applicationOf, isUnknown } from './draft-world.ts'
import { parseExpressions } from './expressions.ts'
import type { Stage } from './line.ts'
import { checkExpressions, type ExpressionContext } from './validate-expressions.ts'
import { reportUnknown } from './validation-report.ts'
import { applicationNamed, deploymentNamed, pipelineNamed } from './world-index.ts'
import type { YamlPath } from './yaml-text.ts'

/** In characters, for values in messages. */
const longestShown = 60

/** Adds the names that a stage may use. */
export interface LineContext extends ExpressionContext {
  readonly gates: ReadonlySet<string>
}

/** Checks a stage's references and bindings, and whether any parameter lacks a value. */
export function checkStage(context: LineContext, stage: Stage, path: YamlPath): void {
  const { world } = context
  const { app, name } = stage.spec.deployment
  const pipeline = pipelineNamed(world, stage.spec.pipeline)
  const deployment = deploymentNamed(world, app, name)
  if (pipeline === undefined) checkPipelineName(context, stage, path)
  if (deployment === undefined) checkDeploymentName(context, stage, path)
  checkOrderAndGates(context, stage, path)
  checkBindings(context, stage, path, pipeline, deployment)
  if (deployment !== undefined) checkResolved(context, stage, path)
}

function checkPipelineName(context: LineContext, { name: stage, spec: { pipeline } }: Stage, path: YamlPath): void {
  const { world } = context
  if (pipeline === '' || isUnknown(world, pipeline)) return
  // A name with an application's prefix means one of its own pipelines, even if another application has a closer name.
  const owner = applicationOf(world, pipeline)
  reportUnknown(context, {
    code: 'unknown-pipeline',
    path: [...path, 'spec', 'pipeline'],
    message: `There is no pipeline ${pipeline}`,
    args: { pipeline },
    name: pipeline,
    known: world.pipelines
      .map((entry) => entry.metadata.name)
      .filter((name) => owner === undefined || applicationOf(world, name) === owner),
    otherwise: 'Choose a pipeline of the project',
    stage,
  })
}

function checkDeploymentName(context: LineContext, { name: stage, spec }: Stage, path: YamlPath): void {
  const { app, name } = spec.deployment
  if (app === '' || name === '') return
  const deployment = `${app}/${name}`
  const isKnown = applicationNamed(context.world, app) !== undefined
  reportUnknown(context, {
    code: 'unknown-deployment',
    path: [...path, 'spec', 'deployment'],
    message: `There is no deployment ${deployment}`,
    args: { deployment },
    name: deployment,
    known: context.world.deployments
      .filter(({ application }) => !isKnown || application === app)
      .map((entry) => `${entry.application}/${entry.name}`),
    otherwise: 'Choose a deployment of the project',
    stage,
  })
}

function checkOrderAndGates(context: LineContext, stage: Stage, path: YamlPath): void {
  const { stages, gates } = context
  stage.runAfter?.forEach((name, index) => {
    if (stages.has(name)) return
    reportUnknown(context, {
      code: 'unknown-stage',
      path: [...path, 'runAfter', index],
      message: `There is no stage ${name}`,
      args: { name },
      name,
      known: [...stages.keys()].filter((other) => other !== stage.name),
      otherwise: 'Remove it from runAfter',
      stage: stage.name,
    })
  })
  stage.gates?.forEach((name, index) => {
    if (gates.has(name)) return
    reportUnknown(context, {
      code: 'unknown-gate',
      path: [...path, 'gates', index],
      message: `There is no gate ${name}`,
      args: { name },
      name,
      known: gates,
      otherwise: 'Define it in spec.gates',
      stage: stage.name,
    })
  })
}

function checkBindings(
  context: LineContext,
  stage: Stage,
  path: YamlPath,
  pipeline: Pipeline | undefined,
  deployment: Deployment | undefined,
): void {
  const declared = new Set((pipeline === undefined ? [] : declaredParameters(pipeline)).map(({ name }) => name))
  const seen = new Set<string>()
  stage.spec.params?.forEach(({ name, value }, index) => {
    const where = [...path, 'spec', 'params', index]
    const subject = { stage: stage.name, parameter: name }
    if (seen.has(name))
      context.report({
        severity: 'error',
        code: 'duplicate-name',
        path: [...where, 'name'],
        message: `Two parameters are called ${name}`,
        args: { what: 'parameter', name },
        ...subject,
      })
    seen.add(name)
    if (pipeline !== undefined && !declared.has(name))
      reportUnknown(
        context,
        {
          code: 'undeclared-param',
          path: [...where, 'name'],
          message: `The pipeline ${stage.spec.pipeline} has no parameter ${name}`,
          args: { name, pipeline: stage.spec.pipeline },
          name,
          known: declared,
          otherwise: 'Remove it; it is not passed on',
          ...subject,
        },
        'warning',
      )
    checkExpressions(context, value, [...where, 'value'], subject)
    if (deployment !== undefined) checkValues(context, deployment, value, [...where, 'value'], subject)
  })
}

/** Checks that the deployment has the values a binding reads from it. */
function checkValues(
  { world, report }: LineContext,
  deployment: Deployment,
  value: string,
  path: YamlPath,
  subject: { readonly stage: string; readonly parameter: string },
): void {
  const id = `${deployment.application}/${deployment.name}`
  for (const expression of parseExpressions(value)) {
    if (expression.kind !== 'param' || deploymentValue(world, deployment, expression.name) !== undefined) continue
    report({
      severity: 'error',
      code: 'missing-value',
      path,
      message: `The deployment ${id} has no value ${expression.name}`,
      args: { name: expression.name, deployment: id },
      fix: `Set ${expression.name} for the deployment`,
      ...subject,
    })
  }
}

/** Reports parameters without a value in the line or any layer, and values that their adapter rejects. */
function checkResolved({ line, world, report }: LineContext, stage: Stage, path: YamlPath): void {
  const { app, name: deployment } = stage.spec.deployment
  const bound = new Set(stage.spec.params?.map(({ name }) => name))
  for (const parameter of resolveStage(line, stage, world)) {
    const { name, state, value = '' } = parameter
    const field = isGiven(parameter) ? fieldOf(world, stage.spec.pipeline, parameter) : undefined
    if (field !== undefined && checkValue(field, value) !== undefined) {
      const wanted = field.constraint === '' ? field.kind : field.constraint
      report({
        severity: 'error',
        code: 'wrong-value',
        path: [...path, 'name'],
        message: `${name} cannot be ${value}`,
        args: { name, value: value.slice(0, longestShown), wanted },
        fix: `Its adapter takes ${wanted}`,
        stage: stage.name,
        parameter: name,
      })
    }
    if (state !== 'missing' || bound.has(name)) continue
    report({
      severity: 'error',
      code: 'missing-parameter',
      path: [...path, 'name'],
      message: `${name} has no value`,
      args: { name, deployment: `${app}/${deployment}` },
      fix: `Set it for the deployment ${app}/${deployment} or bind it in the line`,
      stage: stage.name,
      parameter: name,
    })
  }
}

/** Whether a person set the value; adapters and resources check their own values. */
function isGiven({ state, chain }: ResolvedParameter): boolean {
  const layer = state === 'known' ? chain.find(({ won }) => won)?.layer : undefined
  return layer !== undefined && layer !== 'default' && layer !== 'derived'
}
