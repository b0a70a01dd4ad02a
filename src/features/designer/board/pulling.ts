import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { inputExpression, resultExpression } from '#domain/line/expressions.ts'
import { ancestorsOf, cycleOfLink, descendantsOf, lineGraph } from '#domain/line/graph.ts'
import { pipelineNamed } from '#domain/line/world-index.ts'
import { declaredParameters } from '#domain/parameters/declared.ts'
import { resultsOf } from '../line/analysis.ts'
import type { Given, Pulled } from '../line/edits.ts'
import type { LineView } from '../line/line-view.ts'

/** A link pulled forward from its source: order, a result of a stage, or an input of the line. */
export type Pulling =
  | { readonly kind: 'order'; readonly from: string }
  | { readonly kind: 'result'; readonly from: string; readonly result: string }
  | { readonly kind: 'input'; readonly from: string; readonly input: string }

/**
 * A link pulled backward from its target: what should come before a stage, or give a parameter or line result its
 * value.
 */
export type Asking =
  | { readonly kind: 'before'; readonly from: string }
  | { readonly kind: 'parameter'; readonly from: string; readonly parameter: string }
  | { readonly kind: 'output'; readonly from: string; readonly output: string }

/** What a pull means that begins at this socket. */
export function pullingOf(node: string, handle: string | null): Pulling | Asking | undefined {
  const [side, port] = /^(in|out):(.*)$/.exec(handle ?? '')?.slice(1) ?? []
  if (node.startsWith('input:')) return { kind: 'input', from: node, input: node.slice('input:'.length) }
  if (node.startsWith('result:')) return { kind: 'output', from: node, output: node.slice('result:'.length) }
  if (port !== undefined && side === 'out') return { kind: 'result', from: node, result: port }
  if (port !== undefined) return { kind: 'parameter', from: node, parameter: port }
  return node.includes(':') ? undefined : { kind: handle === 'order-in' ? 'before' : 'order', from: node }
}

export function isAsking(pulling: Pulling | Asking): pulling is Asking {
  return pulling.kind === 'before' || pulling.kind === 'parameter' || pulling.kind === 'output'
}

/** Whether the link carries a value rather than order. */
export function isOfValue({ kind }: Pulling | Asking): boolean {
  return kind !== 'order' && kind !== 'before'
}

/** The name that the link carries while it is pulled. */
export function wordOfPulling(pulling: Pulling | Asking): string {
  switch (pulling.kind) {
    case 'result':
      return pulling.result
    case 'input':
      return pulling.input
    case 'parameter':
      return pulling.parameter
    case 'output':
      return pulling.output
    case 'order':
    case 'before':
      return pulling.from
  }
}

/** Where the pulled link may be dropped. */
export interface Drops {
  readonly pulling: Pulling | Asking
  /** The cycle that the link would close; undefined if none. */
  readonly cycleOf: (stage: string) => readonly string[] | undefined
  readonly mayReach: (stage: string) => boolean
  /** Parameters of a stage that can take the value; those still missing come first. */
  readonly parametersOf: (stage: string) => readonly string[]
  /** Results of a stage that can provide the value. */
  readonly resultsOf: (stage: string) => readonly string[]
}

/**
 * Works out once, at the start of a pull, which cards can take the link: not those before its source, or, pulled
 * backward, not those after its target.
 */
export function dropsFor(view: LineView, pulling: Pulling | Asking): Drops {
  const graph = lineGraph(view.line)
  const { from } = pulling
  const asks = isAsking(pulling)
  const across = asks ? descendantsOf(graph, from) : ancestorsOf(graph, from)
  const mayReach = (stage: string): boolean => view.stages.has(stage) && stage !== from && !across.has(stage)
  const takes = pulling.kind === 'result' || pulling.kind === 'input'
  const gives =
    pulling.kind === 'output' || (pulling.kind === 'parameter' && bindableOf(view, from).includes(pulling.parameter))
  return {
    pulling,
    mayReach,
    cycleOf: (stage) => (asks ? cycleOfLink(graph, stage, from) : cycleOfLink(graph, from, stage)),
    parametersOf: (stage) => (takes && mayReach(stage) ? bindableOf(view, stage) : []),
    resultsOf: (name) => {
      const stage = view.stages.get(name)
      return gives && stage !== undefined && mayReach(name) ? resultsOf(view.world, stage) : []
    },
  }
}

/** Whether this link may be made by the current pull. */
export function mayBeDropped({ pulling, mayReach, parametersOf, resultsOf }: Drops, pulled: Pulled | Given): boolean {
  switch (pulled.kind) {
    case 'order':
      return pulling.kind === 'before' ? mayReach(pulled.from) : pulling.kind === 'order' && mayReach(pulled.to)
    case 'output':
      return pulling.kind === 'output' || pulling.kind === 'result' || pulling.kind === 'input'
    case 'result':
      return isAsking(pulling) ? resultsOf(pulled.from).includes(pulled.result) : takes(pulled)
    case 'input':
      return pulling.kind === 'parameter' || takes(pulled)
  }
  function takes({ to, parameter }: { readonly to: string; readonly parameter: string }): boolean {
    return parametersOf(to).includes(parameter)
  }
}

/** Translates a connection on the board to a link of the line. */
export function pulledOf({
  source,
  target,
  sourceHandle,
  targetHandle,
}: {
  readonly source: string
  readonly target: string
  readonly sourceHandle?: string | null
  readonly targetHandle?: string | null
}): Pulled | Given | undefined {
  const pulling = pullingOf(source, sourceHandle ?? null)
  const taking = pullingOf(target, targetHandle ?? null)
  if (pulling === undefined || taking === undefined || isAsking(pulling)) return undefined
  if (pulling.kind === 'order')
    return taking.kind === 'before' ? { kind: 'order', from: source, to: target } : undefined
  if (taking.kind === 'output') {
    const value =
      pulling.kind === 'input' ? inputExpression(pulling.input) : resultExpression(pulling.from, pulling.result)
    return { kind: 'output', output: taking.output, value }
  }
  if (taking.kind !== 'parameter') return undefined
  return pulling.kind === 'input'
    ? { kind: 'input', input: pulling.input, to: target, parameter: taking.parameter }
    : { kind: 'result', from: pulling.from, result: pulling.result, to: target, parameter: taking.parameter }
}

/**
 * Parameters of a stage that can be bound to a text: missing ones first, then those without a value of their own. Never
 * secrets.
 */
export function bindableOf(view: LineView, name: string): readonly string[] {
  const stage = view.stages.get(name)
  const pipeline = stage === undefined ? undefined : pipelineNamed(view.world, stage.spec.pipeline)
  if (pipeline === undefined || stage === undefined) return []
  const types = new Map((pipeline.spec.params ?? []).map((param) => [param.name, param.type ?? 'string']))
  const bound = new Set((stage.spec.params ?? []).map((param) => param.name))
  const rank = (parameter: { readonly name: string; readonly default?: string }): number =>
    bound.has(parameter.name) ? 2 : parameter.default === undefined ? 0 : 1
  return declaredParameters(pipeline)
    .filter((parameter) => parameter.kind !== 'secret' && (types.get(parameter.name) ?? 'string') === 'string')
    .toSorted((a, b) => rank(a) - rank(b))
    .map((parameter) => parameter.name)
}

/** The links possible between two stages: the order, and results into parameters. The best name comes first. */
export function linksBetween(view: LineView, from: string, to: string): readonly Pulled[] {
  const [source, target] = [view.stages.get(from), view.stages.get(to)]
  if (source === undefined || target === undefined) return []
  const bound = new Map((target.spec.params ?? []).map(({ name, value }) => [name, value]))
  const values = bindableOf(view, to).flatMap((parameter) =>
    resultsOf(view.world, source)
      .filter((result) => bound.get(parameter) !== resultExpression(from, result))
      .map((result) => ({ kind: 'result', from, result, to, parameter }) as const),
  )
  return [
    ...(target.runAfter?.includes(from) === true ? [] : [{ kind: 'order', from, to } as const]),
    ...values.toSorted((a, b) => Number(fitsByName(b.parameter, b.result)) - Number(fitsByName(a.parameter, a.result))),
  ]
}

/** Parameters that stages of an adapter can take a value in: their own, and the adapter's, which they inherit. */
export function takenBy({ stages, parameters }: Pick<AdapterDescription, 'stages' | 'parameters'>): readonly string[] {
  return stages.length === 0 ? [] : [...stages.flatMap(({ params }) => params), ...parameters.map(({ name }) => name)]
}

/** Whether a value most likely belongs in a parameter: its name ends with the value's (`digest` fits `imageDigest`). */
export function fitsByName(parameter: string, value: string): boolean {
  return parameter.toLowerCase().endsWith(value.toLowerCase()) || value.toLowerCase().endsWith(parameter.toLowerCase())
}
