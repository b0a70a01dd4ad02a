import type { AssemblyLine } from '../line.ts'
import { parseExpressions } from '../expressions.ts'
import type { LayoutInput, LayoutStage, LayoutValueLink } from './layout-model.ts'

/** What a line alone does not say: where its stages stand and which of them deploy. */
export interface LineSurroundings {
  /** Environment of a Deployment; undefined for an unknown one. */
  readonly environmentOf: (application: string, deployment: string) => string | undefined
  /** Whether the Pipeline renders and applies manifests. */
  readonly deploys: (pipeline: string) => boolean
  /** Environments in board order. */
  readonly environments: readonly string[]
  readonly applications: readonly string[]
}

/** Id of the lane for stages that deploy nothing and follow no deploying stage (design 5.3). */
export const buildLane = 'build'

/** The layout input of a line: lanes, order, gates and value links as the text says them. */
export function layoutInputOf(
  line: AssemblyLine,
  around: LineSurroundings,
  how: Pick<LayoutInput, 'cardWidth' | 'trays' | 'positions'>,
): LayoutInput {
  const values = valueLinksOf(line)
  const lanes = lanesOf(line, around)
  const taken = new Map<string, string[]>()
  const given = new Map<string, string[]>()
  for (const { from, to } of values) {
    if ('stage' in to) listIn(taken, to.stage).push(to.param)
    if ('stage' in from) listIn(given, from.stage).push(from.result)
  }
  const stages = line.spec.stages.map((stage): LayoutStage => {
    const { name } = stage
    return {
      name,
      lane: lanes.get(name) ?? buildLane,
      application: stage.spec.deployment.app,
      after: stage.runAfter ?? [],
      inputs: unique(taken.get(name) ?? []),
      outputs: unique(given.get(name) ?? []),
    }
  })
  const used = new Set(stages.map((stage) => stage.application))
  return {
    ...how,
    stages,
    values,
    lanes: unique([buildLane, ...around.environments, ...stages.map((stage) => stage.lane)]),
    applications: unique([...around.applications.filter((application) => used.has(application)), ...used]),
    gates: (line.spec.gates ?? []).map((gate) => ({
      name: gate.name,
      holds: line.spec.stages.filter((stage) => stage.gates?.includes(gate.name)).map((stage) => stage.name),
    })),
    inputs: (line.spec.params ?? []).map((param) => param.name),
    results: (line.spec.results ?? []).map((result) => result.name),
  }
}

/** Links that carry values: bindings and line results that name an input or another stage's result. */
export function valueLinksOf(line: AssemblyLine): LayoutValueLink[] {
  const sources = (text: string): LayoutValueLink['from'][] =>
    parseExpressions(text).flatMap((reference): LayoutValueLink['from'][] => {
      if (reference.kind === 'input') return [{ input: reference.name }]
      return reference.kind === 'result' ? [{ stage: reference.stage, result: reference.result }] : []
    })
  const bindings = line.spec.stages.flatMap((stage) =>
    (stage.spec.params ?? []).flatMap((param) =>
      sources(param.value).map((from) => ({ from, to: { stage: stage.name, param: param.name } })),
    ),
  )
  const results = (line.spec.results ?? []).flatMap((result) =>
    sources(result.value).map((from) => ({ from, to: { result: result.name } })),
  )
  return [...bindings, ...results]
}

/** Each stage's lane: its environment, unless neither it nor anything before it deploys. */
function lanesOf(line: AssemblyLine, around: LineSurroundings): ReadonlyMap<string, string> {
  const stages = new Map(line.spec.stages.map((stage) => [stage.name, stage]))
  const known = new Map<string, boolean>()
  function isDelivered(name: string): boolean {
    const stage = stages.get(name)
    if (stage === undefined) return false
    const before = known.get(name)
    if (before !== undefined) return before
    // Marked first, so that a cycle in a draft ends.
    known.set(name, false)
    const isReached = around.deploys(stage.spec.pipeline) || (stage.runAfter ?? []).some(isDelivered)
    known.set(name, isReached)
    return isReached
  }
  return new Map(
    line.spec.stages.map((stage) => {
      const environment = around.environmentOf(stage.spec.deployment.app, stage.spec.deployment.name)
      return [stage.name, isDelivered(stage.name) && environment !== undefined ? environment : buildLane]
    }),
  )
}

function listIn(lists: Map<string, string[]>, key: string): string[] {
  const known = lists.get(key)
  if (known !== undefined) return known
  const list: string[] = []
  lists.set(key, list)
  return list
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}
