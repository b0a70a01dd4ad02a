import type { AssemblyLine } from '../line.ts'
import { parseExpressions } from '../expressions.ts'
import { lineGraph } from '../graph.ts'
import type { LayoutInput, LayoutStage, LayoutValueLink } from './layout-model.ts'

/** What a line alone does not tell: the environments of its stages, and which of them deploy. */
export interface LineSurroundings {
  /** The environment of a Deployment; undefined if it is unknown. */
  readonly environmentOf: (application: string, deployment: string) => string | undefined
  /** Whether the Pipeline renders and applies manifests. */
  readonly deploys: (pipeline: string) => boolean
  /** Environments in board order. */
  readonly environments: readonly string[]
}

// Keeps the rows of a line the same whatever order its documents come in; `numeric` sorts the tenth application after the ninth.
const byName = new Intl.Collator('en', { numeric: true })

/** Id of the lane for stages that neither deploy nor follow a deploying stage. */
export const buildLane = 'build'

/** Builds a line's layout input: lanes, order, gates and value links. */
export function layoutInputOf(
  line: AssemblyLine,
  around: LineSurroundings,
  how: Pick<LayoutInput, 'trays' | 'positions'>,
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
    applications: [...used].toSorted(byName.compare),
    gates: (line.spec.gates ?? []).map((gate) => ({
      name: gate.name,
      holds: line.spec.stages.filter((stage) => stage.gates?.includes(gate.name)).map((stage) => stage.name),
    })),
    inputs: (line.spec.params ?? []).map((param) => param.name),
    results: (line.spec.results ?? []).map((result) => result.name),
  }
}

/** Value links, without duplicates: stage bindings and line results that read an input or a stage's result. */
export function valueLinksOf(line: AssemblyLine): LayoutValueLink[] {
  const links: LayoutValueLink[] = []
  function link(text: string, to: LayoutValueLink['to'], known: Set<string>): void {
    if (!text.includes('$(')) return
    for (const reference of parseExpressions(text)) {
      if (reference.kind !== 'input' && reference.kind !== 'result') continue
      const key = `${reference.text} ${'stage' in to ? to.param : to.result}`
      if (known.has(key)) continue
      known.add(key)
      links.push({
        from:
          reference.kind === 'input' ? { input: reference.name } : { stage: reference.stage, result: reference.result },
        to,
      })
    }
  }
  for (const stage of line.spec.stages) {
    const known = new Set<string>()
    for (const param of stage.spec.params ?? []) link(param.value, { stage: stage.name, param: param.name }, known)
  }
  const known = new Set<string>()
  for (const result of line.spec.results ?? []) link(result.value, { result: result.name }, known)
  return links
}

/** Each stage's lane: its environment if it deploys or follows a deploying stage, else the build lane. Reading a result counts as following. */
function lanesOf(line: AssemblyLine, around: LineSurroundings): ReadonlyMap<string, string> {
  const { after } = lineGraph(line)
  const reached = new Set<string>()
  const open: string[] = []
  function reach(name: string): void {
    if (reached.has(name)) return
    reached.add(name)
    open.push(name)
  }
  for (const stage of line.spec.stages) if (around.deploys(stage.spec.pipeline)) reach(stage.name)
  for (let name = open.pop(); name !== undefined; name = open.pop())
    for (const follower of after.get(name) ?? []) reach(follower)
  return new Map(
    line.spec.stages.map((stage) => {
      const environment = around.environmentOf(stage.spec.deployment.app, stage.spec.deployment.name)
      return [stage.name, reached.has(stage.name) && environment !== undefined ? environment : buildLane]
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
