import { freeName } from '#domain/free-name.ts'
import { pipelineAnnotations } from '#domain/adapters/compile/pipeline-annotations.ts'
import { documentId } from '#domain/documents.ts'
import {
  addStageGate,
  addGate,
  removeGate,
  removeInput,
  removeResult,
  setResult,
} from '#domain/line/edit/line-edits.ts'
import {
  addLink,
  addStage,
  insertStageBehindGate,
  insertStageBetween,
  type NewStage,
  removeLink,
  removeStages,
  removeStageParam,
  renameStage,
  setStageParam,
} from '#domain/line/edit/stage-edits.ts'
import { inputExpression, parseExpressions, resultExpression } from '#domain/line/expressions.ts'
import { ancestorsOf, lineGraph } from '#domain/line/graph.ts'
import type { AssemblyLine, Stage } from '#domain/line/line.ts'
import { parseLayout, printLayout } from '#domain/line/layout/layout-document.ts'
import type { World } from '#domain/line/world.ts'
import { declaredParameters } from '#domain/parameters/declared.ts'
import { deploymentValue } from '#domain/parameters/resolve.ts'
import { ok, type Result } from '#domain/result.ts'
import type { Pipeline } from '#domain/tekton/pipeline.ts'
import { applicationOf } from '#domain/line/draft-world.ts'
import { rendersManifests } from './analysis.ts'

type TextEdit = (text: string) => Result<string>

/** Where something new goes: into a lane, behind a stage, or between a stage and followers of it. */
export interface InsertPlace {
  readonly environment?: string | undefined
  readonly behind?: string | undefined
  readonly before?: readonly string[] | undefined
  /** On a gate's link to the only stage in `before`: the new stage takes the gate over from it. */
  readonly gate?: string | undefined
  readonly application?: string | undefined
  /** For a new gate: the stages that it holds, if they are not simply those before or behind it. */
  readonly held?: readonly string[] | undefined
}

/** The place behind what was inserted last, if anything was. */
export function placeBehind(place: InsertPlace, last: string | undefined): InsertPlace {
  return last === undefined ? place : { ...place, behind: last, gate: undefined }
}

const chain =
  (...edits: readonly TextEdit[]): TextEdit =>
  (text) =>
    edits.reduce<Result<string>>((result, edit) => (result.ok ? edit(result.value) : result), ok(text))

/** A stage name that the line does not have yet. */
export function freeStageName(line: AssemblyLine, wanted: string): string {
  return freeName(wanted, new Set(line.spec.stages.map((stage) => stage.name)))
}

/**
 * Inserts a stage for a Pipeline, bound to a Deployment of its application, with parameters wired as far as one can
 * guess. Answers the edit and the stage's name.
 */
export function insertPipeline(
  line: AssemblyLine,
  world: World,
  pipeline: Pipeline,
  place: InsertPlace,
): { readonly name: string; readonly edit: TextEdit } {
  const behind = line.spec.stages.find((stage) => stage.name === place.behind)
  const app =
    applicationOf(world, pipeline.metadata.name) ??
    place.application ??
    behind?.spec.deployment.app ??
    world.applications[0]?.name ??
    ''
  const deployment = deploymentFor(world, app, place, behind)
  const name = freeStageName(line, nameFor(world, pipeline, place, app, deployment))
  const params = declaredParameters(pipeline).flatMap((parameter) => {
    if (parameter.kind === 'secret') return []
    const value = bindingFor(line, world, parameter.name, place.behind, app)
    const isSet = deployment !== undefined && deploymentValue(world, deployment, parameter.name) !== undefined
    return value === undefined || isSet || (parameter.default !== undefined && value.kind === 'guess')
      ? []
      : [{ name: parameter.name, value: value.text }]
  })
  const stage = { name, pipeline: pipeline.metadata.name, deployment: { app, name: deployment?.name ?? '' }, params }
  return { name, edit: putStage(stage, place) }
}

/** The Deployment for the place's environment, else the one of the stage behind which it goes, else the first. */
function deploymentFor(
  world: World,
  app: string,
  place: InsertPlace,
  behind: Stage | undefined,
): World['deployments'][number] | undefined {
  const order = new Map(world.environments.map((environment) => [environment.name, environment.order]))
  // Without an environment it is the first one: a build must have no rights where people are served.
  const own = world.deployments
    .filter((deployment) => deployment.application === app)
    .toSorted((a, b) => (order.get(a.environment) ?? 0) - (order.get(b.environment) ?? 0))
  const near =
    own.find((deployment) => deployment.environment === place.environment) ??
    own.find((deployment) => deployment.name === behind?.spec.deployment.name)
  return near ?? own[0]
}

/** `<stage>-<application>-<environment>`; no environment in the Build lane, which belongs to none. */
function nameFor(
  world: World,
  { metadata }: Pipeline,
  place: InsertPlace,
  app: string,
  deployment: World['deployments'][number] | undefined,
): string {
  const stageName = metadata.annotations?.[pipelineAnnotations.stage] ?? metadata.name
  const short = app.includes('-') ? app.slice(app.lastIndexOf('-') + 1) : app
  const isInLane =
    rendersManifests(metadata.annotations) ||
    world.environments.some((environment) => environment.name === place.environment)
  return `${stageName}-${short}${deployment !== undefined && isInLane ? `-${deployment.environment}` : ''}`
}

/**
 * Puts the stage behind a gate, between stages, or behind one. It also runs after every stage whose results it takes.
 */
function putStage(stage: Omit<NewStage, 'runAfter'>, { gate, behind, before }: InsertPlace): TextEdit {
  const from = (stage.params ?? []).flatMap((param) =>
    parseExpressions(param.value).flatMap((entry) => (entry.kind === 'result' ? [entry.stage] : [])),
  )
  const [only] = before ?? []
  if (gate !== undefined && only !== undefined)
    return (text) => insertStageBehindGate(text, gate, only, { ...stage, runAfter: from })
  if (behind !== undefined && before !== undefined)
    return (text) => insertStageBetween(text, behind, before, { ...stage, runAfter: from })
  const runAfter = [...new Set([...(behind === undefined ? [] : [behind]), ...from])]
  return (text) => addStage(text, { ...stage, runAfter }, behind)
}

/** A guess at a parameter's value: an input of that name, or the nearest earlier result with which the name ends. */
function bindingFor(
  line: AssemblyLine,
  world: World,
  name: string,
  behind: string | undefined,
  app: string,
): { readonly text: string; readonly kind: 'input' | 'guess' } | undefined {
  if (line.spec.params?.some((input) => input.name === name) === true)
    return { text: inputExpression(name), kind: 'input' }
  if (behind === undefined) return undefined
  const graph = lineGraph(line)
  const before = [behind, ...ancestorsOf(graph, behind)]
  const stages = before.flatMap((stageName) => line.spec.stages.find((stage) => stage.name === stageName) ?? [])
  for (const stage of stages.toSorted(
    (a, b) => Number(b.spec.deployment.app === app) - Number(a.spec.deployment.app === app),
  )) {
    const results = world.pipelines.find((entry) => entry.metadata.name === stage.spec.pipeline)?.spec.results ?? []
    const fitting = results.find((result) => name.toLowerCase().endsWith(result.name.toLowerCase()))
    if (fitting !== undefined) return { text: resultExpression(stage.name, fitting.name), kind: 'guess' }
  }
  return undefined
}

/** An output of the line: a stage's result, or an input passed through, as an expression. */
export interface Given {
  readonly kind: 'output'
  readonly output: string
  readonly value: string
}

/** A link pulled on the board: order between cards, or a value into a parameter. */
export type Pulled =
  | { readonly kind: 'order'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'result'
      readonly from: string
      readonly result: string
      readonly to: string
      readonly parameter: string
    }
  | { readonly kind: 'input'; readonly input: string; readonly to: string; readonly parameter: string }

/** Makes a pulled link. If the value's stage does not run before yet, the link orders the two as well. */
export function makeLink(line: AssemblyLine, pulled: Pulled | Given): TextEdit {
  switch (pulled.kind) {
    case 'output':
      return (text) => setResult(text, pulled.output, pulled.value)
    case 'order':
      return (text) => addLink(text, pulled.from, pulled.to)
    case 'input':
      return (text) => setStageParam(text, pulled.to, pulled.parameter, inputExpression(pulled.input))
    case 'result': {
      const isBefore = ancestorsOf(lineGraph(line), pulled.to).has(pulled.from)
      const bind: TextEdit = (text) =>
        setStageParam(text, pulled.to, pulled.parameter, resultExpression(pulled.from, pulled.result))
      return isBefore ? bind : chain((text) => addLink(text, pulled.from, pulled.to), bind)
    }
  }
}

/** Removes stages, gates, or links by their ids on the board. Undefined if none of them can be removed. */
export function removeSelected(line: AssemblyLine, ids: readonly string[], heal: boolean): TextEdit | undefined {
  const names = new Set(line.spec.stages.map((stage) => stage.name))
  const stages = ids.filter((id) => names.has(id))
  const others = ids.flatMap((id) => (names.has(id) ? [] : (removeOne(line, id) ?? [])))
  const edits = [...others, ...(stages.length === 0 ? [] : [(text: string) => removeStages(text, stages, heal)])]
  return edits.length === 0 ? undefined : chain(...edits)
}

function removeOne(line: AssemblyLine, id: string): TextEdit | undefined {
  if (id.startsWith('gate:')) return (text) => removeGate(text, id.slice('gate:'.length))
  if (id.startsWith('input:')) return (text) => removeInput(text, id.slice('input:'.length))
  if (id.startsWith('result:')) return (text) => removeResult(text, id.slice('result:'.length))
  const order = /^order:(.+)>(.+)$/.exec(id)
  if (order?.[1] !== undefined && order[2] !== undefined) return removeOrder(line, order[1], order[2])
  const data = /^data:.+>(.+)$/.exec(id)?.[1]
  if (data === undefined) return undefined
  const dot = data.indexOf('.')
  if (dot < 0) return (text) => removeResult(text, data)
  return (text) => removeStageParam(text, data.slice(0, dot), data.slice(dot + 1))
}

function removeOrder(line: AssemblyLine, from: string, to: string): TextEdit {
  const held = (gate: string) => line.spec.stages.filter((stage) => stage.gates?.includes(gate) === true)
  if (from.startsWith('gate:')) {
    const target = line.spec.stages.find((stage) => stage.name === to)
    return chain(
      ...(target?.runAfter ?? []).map(
        (before): TextEdit =>
          (text) =>
            removeLink(text, before, to),
      ),
    )
  }
  if (to.startsWith('gate:'))
    return chain(
      ...held(to.slice('gate:'.length)).map(
        (stage): TextEdit =>
          (text) =>
            removeLink(text, from, stage.name),
      ),
    )
  return (text) => removeLink(text, from, to)
}

/** Defines a gate and lets stages wait for it. */
export function insertGate(line: AssemblyLine, name: string, title: string, stages: readonly string[]): TextEdit {
  const isKnown = line.spec.gates?.some((gate) => gate.name === name) === true
  const define: TextEdit = (text) =>
    addGate(text, { name, title, requiredApprovals: 1, approvers: { roles: ['approver'] } })
  const holds = stages.map(
    (stage): TextEdit =>
      (text) =>
        addStageGate(text, stage, name),
  )
  return isKnown ? chain(...holds) : chain(define, ...holds)
}

/** Renames a stage in the line's text; `renamePosition` does it in the layout's. */
export function rename(from: string, to: string): TextEdit {
  return (text) => renameStage(text, from, to)
}

/** Renames a stage in the layout: its position and its place in a group. */
export function renamePosition(from: string, to: string): TextEdit {
  return (text) => {
    const layout = parseLayout(text)
    const { [from]: place, ...others } = layout.positions
    const groups = layout.groups?.map((group) => ({
      ...group,
      stages: group.stages.map((name) => (name === from ? to : name)),
    }))
    const isNamed = place !== undefined || layout.groups?.some((group) => group.stages.includes(from)) === true
    if (!isNamed) return ok(text)
    const positions = place === undefined ? others : { ...others, [to]: place }
    return ok(printLayout({ positions, ...(groups === undefined ? {} : { groups }) }))
  }
}

/** Returns every card to automatic layout; groups stay. */
export const arrangeAll: TextEdit = (text) =>
  ok(text === '' ? text : printLayout({ ...parseLayout(text), positions: {} }))

/** Makes a result of a stage a result of the line. */
export function exposeResult(line: AssemblyLine, stage: string, result: string): TextEdit {
  const taken = new Set((line.spec.results ?? []).map((entry) => entry.name))
  const name = taken.has(result) ? `${stage}-${result}` : result
  return (text) => setResult(text, name, resultExpression(stage, result))
}

/** The document with the values of a stage's Deployment. */
export function parametersDocument(deployment: { readonly app: string; readonly name: string }): string {
  return documentId('parameters', deployment.app, deployment.name)
}
