import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { resultExpression } from '#domain/line/expressions.ts'
import { ancestorsOf, cycleOfLink, lineGraph } from '#domain/line/graph.ts'
import { pipelineNamed } from '#domain/line/world-index.ts'
import { declaredParameters } from '#domain/parameters/declared.ts'
import { resultsOf } from '../line/analysis.ts'
import type { Pulled } from '../line/edits.ts'
import type { LineView } from '../line/line-view.ts'

/** A link that is being pulled: order, or a value from a result or an input of the line. */
export type Pulling =
  | { readonly kind: 'order'; readonly from: string }
  | { readonly kind: 'result'; readonly from: string; readonly result: string }
  | { readonly kind: 'input'; readonly from: string; readonly input: string }

/** What is pulled when a pull begins at a socket. */
export function pullingOf(node: string, handle: string | null): Pulling | undefined {
  if (node.startsWith('input:')) return { kind: 'input', from: node, input: node.slice('input:'.length) }
  if (handle?.startsWith('out:') === true) return { kind: 'result', from: node, result: handle.slice('out:'.length) }
  return node.includes(':') ? undefined : { kind: 'order', from: node }
}

/** Where a pulled link may be dropped. */
export interface Drops {
  readonly pulling: Pulling
  /** The way round that the link would close; undefined when it would close none. */
  readonly cycleOf: (stage: string) => readonly string[] | undefined
  readonly mayReach: (stage: string) => boolean
  /** Parameters of a stage that can take the value, what is missing first. */
  readonly parametersOf: (stage: string) => readonly string[]
}

/** Works out once, when a pull begins, what can take the link: cards that come before cannot. */
export function dropsFor(view: LineView, pulling: Pulling): Drops {
  const graph = lineGraph(view.line)
  const before = pulling.kind === 'input' ? new Set<string>() : ancestorsOf(graph, pulling.from)
  const mayReach = (stage: string): boolean => view.stages.has(stage) && stage !== pulling.from && !before.has(stage)
  return {
    pulling,
    mayReach,
    cycleOf: (stage) => (pulling.kind === 'input' ? undefined : cycleOfLink(graph, pulling.from, stage)),
    parametersOf: (stage) => (pulling.kind === 'order' || !mayReach(stage) ? [] : bindableOf(view, stage)),
  }
}

/** Parameters of a stage that a text can be bound to: what has no value first, then what has none of its own, secrets never. */
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

/** What a link between two stages may mean: the order, and results that parameters can take; what fits by its name stands first. */
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

/** What the stages of an adapter can take a value in: their own parameters, and those of the adapter, which become theirs where nothing else fills them. */
export function takenBy({ stages, parameters }: Pick<AdapterDescription, 'stages' | 'parameters'>): readonly string[] {
  return stages.length === 0 ? [] : [...stages.flatMap(({ params }) => params), ...parameters.map(({ name }) => name)]
}

/** Whether a value most likely belongs into a parameter: the parameter's name ends with it (`digest` into `imageDigest`). */
export function fitsByName(parameter: string, value: string): boolean {
  return parameter.toLowerCase().endsWith(value.toLowerCase()) || value.toLowerCase().endsWith(parameter.toLowerCase())
}
