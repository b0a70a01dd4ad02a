import { parseExpressions } from './expressions.ts'
import type { AssemblyLine, Stage } from './line.ts'

/** An edge between two stages: `order` comes from `runAfter`, `data` from a result that `to` reads into the given parameter. */
export type StageEdge =
  | { readonly kind: 'order'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'data'
      readonly from: string
      readonly to: string
      readonly result: string
      readonly parameter: string
    }

/** Returns every edge between stages of the line; unknown names are left out. */
export function stageEdges(line: AssemblyLine): readonly StageEdge[] {
  const known = new Set(line.spec.stages.map((stage) => stage.name))
  return line.spec.stages
    .flatMap((stage) => [...orderEdges(stage), ...dataEdges(stage)])
    .filter((edge) => known.has(edge.from))
}

function orderEdges(stage: Stage): StageEdge[] {
  return [...new Set(stage.runAfter ?? [])].map((from) => ({ kind: 'order', from, to: stage.name }))
}

function dataEdges(stage: Stage): StageEdge[] {
  return (stage.spec.params ?? []).flatMap(({ name, value }) =>
    parseExpressions(value).flatMap((expression): StageEdge[] =>
      expression.kind === 'result'
        ? [{ kind: 'data', from: expression.stage, to: stage.name, result: expression.result, parameter: name }]
        : [],
    ),
  )
}

/** The line as a graph of stage names; data references count as edges (Value Stream). */
export interface LineGraph {
  readonly names: readonly string[]
  readonly before: ReadonlyMap<string, ReadonlySet<string>>
  readonly after: ReadonlyMap<string, ReadonlySet<string>>
}

const graphs = new WeakMap<AssemblyLine, LineGraph>()

/** Builds the graph of a line, cached per line; `edges` can be a subset, for example without data edges. */
export function lineGraph(line: AssemblyLine, edges?: readonly StageEdge[]): LineGraph {
  if (edges !== undefined) return graphOf(line, edges)
  const known = graphs.get(line)
  if (known !== undefined) return known
  const graph = graphOf(line, stageEdges(line))
  graphs.set(line, graph)
  return graph
}

function graphOf(line: AssemblyLine, edges: readonly StageEdge[]): LineGraph {
  const names = [...new Set(line.spec.stages.map((stage) => stage.name))]
  const before = new Map(names.map((name) => [name, new Set<string>()]))
  const after = new Map(names.map((name) => [name, new Set<string>()]))
  for (const { from, to } of edges) {
    before.get(to)?.add(from)
    after.get(from)?.add(to)
  }
  return { names, before, after }
}

/** All stages that must end before a stage starts, nearest first; the stage itself only if it is on a cycle. */
export function ancestorsOf(graph: LineGraph, stage: string): ReadonlySet<string> {
  return reach(graph.before, stage)
}

/** All stages that wait for a stage, directly or indirectly. */
export function descendantsOf(graph: LineGraph, stage: string): ReadonlySet<string> {
  return reach(graph.after, stage)
}

function reach(edges: ReadonlyMap<string, ReadonlySet<string>>, start: string): ReadonlySet<string> {
  const found = new Set(edges.get(start))
  // Iterating a Set also visits the names added meanwhile.
  for (const name of found) for (const next of edges.get(name) ?? []) found.add(next)
  return found
}

const orders = new WeakMap<LineGraph, readonly string[]>()

/** Sorts stage names so that each follows the stages it waits for; ties keep the text's order, stages on a cycle come last. */
export function topologicalOrder(graph: LineGraph): readonly string[] {
  const known = orders.get(graph) ?? orderOf(graph)
  orders.set(graph, known)
  return known
}

function orderOf(graph: LineGraph): readonly string[] {
  const waiting = new Map(graph.names.map((name) => [name, graph.before.get(name)?.size ?? 0]))
  const ready = graph.names.filter((name) => waiting.get(name) === 0)
  const order: string[] = []
  for (let index = 0; index < ready.length; index++) {
    const name = ready[index]
    if (name === undefined) break
    order.push(name)
    for (const next of graph.after.get(name) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1
      waiting.set(next, left)
      if (left === 0) ready.push(next)
    }
  }
  const placed = new Set(order)
  return [...order, ...graph.names.filter((name) => !placed.has(name))]
}

/** A cycle as stage names, with the first repeated at the end; undefined if there is none. */
export function findCycle(graph: LineGraph): readonly string[] | undefined {
  const done = new Set<string>()
  for (const start of graph.names) {
    const path: string[] = []
    const onPath = new Set<string>()
    const open: { name: string; leaving: boolean }[] = [{ name: start, leaving: false }]
    for (let item = open.pop(); item !== undefined; item = open.pop()) {
      const { name, leaving } = item
      if (leaving) {
        onPath.delete(name)
        path.pop()
        done.add(name)
        continue
      }
      if (onPath.has(name)) return [...path.slice(path.indexOf(name)), name]
      if (done.has(name)) continue
      onPath.add(name)
      path.push(name)
      open.push({ name, leaving: true })
      for (const next of graph.after.get(name) ?? []) open.push({ name: next, leaving: false })
    }
  }
  return undefined
}

/** The cycle that a new link would close, as a path from `to` via `from` back to `to`; undefined if the link is allowed. */
export function cycleOfLink(graph: LineGraph, from: string, to: string): readonly string[] | undefined {
  if (from === to) return [from, from]
  const cameFrom = new Map<string, string>()
  const open = [to]
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    if (name === from) break
    for (const next of graph.after.get(name) ?? []) {
      if (next === to || cameFrom.has(next)) continue
      cameFrom.set(next, name)
      open.push(next)
    }
  }
  if (!cameFrom.has(from)) return undefined
  const path = [from]
  for (let step = cameFrom.get(from); step !== undefined; step = cameFrom.get(step)) path.unshift(step)
  return [...path, to]
}

/** Data edges that `runAfter` does not cover: they order the stages although the line does not say so (Value Stream). */
export function implicitEdges(line: AssemblyLine): readonly Extract<StageEdge, { kind: 'data' }>[] {
  const edges = stageEdges(line)
  const ordered = lineGraph(
    line,
    edges.filter((edge) => edge.kind === 'order'),
  )
  const reached = new Map<string, ReadonlySet<string>>()
  const seen = new Set<string>()
  return edges.filter((edge): edge is Extract<StageEdge, { kind: 'data' }> => {
    if (edge.kind !== 'data') return false
    const key = `${edge.from} ${edge.to}`
    const before = reached.get(edge.to) ?? ancestorsOf(ordered, edge.to)
    reached.set(edge.to, before)
    if (before.has(edge.from) || seen.has(key)) return false
    seen.add(key)
    return true
  })
}
