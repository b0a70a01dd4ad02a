import { removeGate, removeStageGate, setResult } from '#domain/line/edit/line-edits.ts'
import {
  addLink,
  removeLink,
  removeStageParam,
  setStageDeployment,
  setStageDisabled,
  setStageParam,
  setStagePipeline,
} from '#domain/line/edit/stage-edits.ts'
import { freeName } from '#domain/free-name.ts'
import { applySteps } from '#domain/line/edit/splice.ts'
import { addStageGate } from '#domain/line/edit/line-edits.ts'
import { inputExpression, replaceExpressions, resultExpression, type Expression } from '#domain/line/expressions.ts'
import { ancestorsOf, lineGraph } from '#domain/line/graph.ts'
import type { Finding } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import { resultsOf } from './analysis.ts'
import { makeLink } from './edits.ts'
import type { LineView } from './line-view.ts'
import { fitsByName } from '../board/pulling.ts'

type TextEdit = (text: string) => Result<string>

/**
 * What one click does about a finding: `use` a similar name, `remove`, `order`, `bind` to a value, `unlink` a cycle,
 * `enable`.
 */
export interface Repair {
  readonly kind: 'use' | 'remove' | 'order' | 'bind' | 'unlink' | 'enable'
  /** The name that the button shows. */
  readonly name: string
  readonly edit: TextEdit
}

/** The likeliest repair of a finding, if there is one. */
export function repairOf(finding: Finding, view: LineView): Repair | undefined {
  const { from, to, name = '' } = finding.args
  switch (finding.code) {
    case 'implicit-order':
      return from === undefined || to === undefined
        ? undefined
        : { kind: 'order', name: from, edit: (text) => addLink(text, from, to) }
    case 'cycle':
      return breakCycle(finding.args['path']?.split(' → ') ?? [], view)
    case 'gate-unused':
      return { kind: 'remove', name, edit: (text) => removeGate(text, name) }
    case 'reads-disabled': {
      const disabled = finding.args['stage'] ?? ''
      return { kind: 'enable', name: disabled, edit: (text) => setStageDisabled(text, [disabled], false) }
    }
    case 'duplicate-name':
      return anotherName(finding, view)
    case 'unknown-input':
    case 'unknown-result':
    case 'unknown-stage':
      return nearReference(finding, view) ?? goneReference(finding, view)
    default:
      return finding.place.stage === undefined ? undefined : repairOfStage(finding, finding.place.stage, view)
  }
}

function repairOfStage({ code, place, args }: Finding, stage: string, view: LineView): Repair | undefined {
  const { parameter } = place
  const { near, name = '' } = args
  switch (code) {
    case 'unknown-pipeline':
      return near === undefined ? undefined : nearBy(near, (text) => setStagePipeline(text, stage, near))
    case 'unknown-deployment': {
      const [app = '', deployment = ''] = (near ?? '').split('/', 2)
      return near === undefined ? undefined : nearBy(near, (text) => setStageDeployment(text, stage, app, deployment))
    }
    case 'unknown-gate':
      return near === undefined
        ? { kind: 'remove', name, edit: (text) => removeStageGate(text, stage, name) }
        : nearBy(
            near,
            inOrder(
              (text) => removeStageGate(text, stage, name),
              (text) => addStageGate(text, stage, near),
            ),
          )
    case 'undeclared-param':
      return parameter === undefined ? undefined : undeclared(view, stage, parameter, near)
    case 'missing-parameter':
      return parameter === undefined ? undefined : bindMissing(view, stage, parameter)
    default:
      return undefined
  }
}

function nearBy(name: string, edit: TextEdit): Repair {
  return { kind: 'use', name, edit }
}

function inOrder(...edits: readonly TextEdit[]): TextEdit {
  return (text) => edits.reduce<Result<string>>((result, edit) => (result.ok ? edit(result.value) : result), ok(text))
}

/** Renames the second of two stages with one name, since references mean the first. */
function anotherName({ args, place }: Finding, view: LineView): Repair | undefined {
  const index = /^spec\.stages\.(\d+)\.name$/.exec(place.path ?? '')?.[1]
  if (index === undefined) return undefined
  const name = freeName(args['name'] ?? '', new Set(view.stages.keys()))
  const path = ['spec', 'stages', Number(index), 'name']
  return nearBy(name, (text) => applySteps(text, [{ op: 'set', path, value: name }]))
}

/** Binds a missing parameter to an input of its name, or to the nearest earlier result whose name fits. */
function bindMissing(view: LineView, stage: string, parameter: string): Repair | undefined {
  const input = view.line.spec.params?.find((entry) => entry.name === parameter)
  if (input !== undefined)
    return {
      kind: 'bind',
      name: parameter,
      edit: (text) => setStageParam(text, stage, parameter, inputExpression(parameter)),
    }
  const own = view.stages.get(stage)?.spec.deployment.app
  const before = [...ancestorsOf(lineGraph(view.line), stage)].flatMap((name) => view.stages.get(name) ?? [])
  for (const source of before.toSorted(
    (a, b) => Number(b.spec.deployment.app === own) - Number(a.spec.deployment.app === own),
  )) {
    const result = resultsOf(view.world, source).find((entry) => fitsByName(parameter, entry))
    if (result === undefined || source.disabled === true) continue
    const pulled = { kind: 'result' as const, from: source.name, result, to: stage, parameter }
    return { kind: 'bind', name: `${source.name}.${result}`, edit: makeLink(view.line, pulled) }
  }
  return undefined
}

function undeclared(view: LineView, stage: string, parameter: string, near: string | undefined): Repair {
  const value = view.stages.get(stage)?.spec.params?.find((entry) => entry.name === parameter)?.value
  const remove: TextEdit = (text) => removeStageParam(text, stage, parameter)
  return near === undefined || value === undefined
    ? { kind: 'remove', name: parameter, edit: remove }
    : nearBy(
        near,
        inOrder(remove, (text) => setStageParam(text, stage, near, value)),
      )
}

/** Removes the last link of a cycle that is only order. A cycle of values alone has no link that may go. */
function breakCycle(path: readonly string[], view: LineView): Repair | undefined {
  for (let at = path.length - 1; at > 0; at--) {
    const [from, to] = [path[at - 1], path[at]]
    if (from === undefined || to === undefined) continue
    if (view.stages.get(to)?.runAfter?.includes(from) === true)
      return { kind: 'unlink', name: `${from} → ${to}`, edit: (text) => removeLink(text, from, to) }
  }
  return undefined
}

/** Corrects a misspelt name in an expression or in `runAfter`. */
function nearReference({ code, args, place }: Finding, view: LineView): Repair | undefined {
  const { near, name = '' } = args
  if (near === undefined) return undefined
  const replace = (entry: Expression): string | undefined => {
    if (code === 'unknown-input')
      return entry.kind === 'input' && entry.name === name ? inputExpression(near) : undefined
    if (entry.kind !== 'result') return undefined
    if (code === 'unknown-stage') return entry.stage === name ? resultExpression(near, entry.result) : undefined
    return entry.stage === args['stage'] && entry.result === args['result']
      ? resultExpression(entry.stage, near)
      : undefined
  }
  const { stage, parameter } = place
  if (stage === undefined) {
    const result = view.line.spec.results?.find((entry) => replaceExpressions(entry.value, replace) !== entry.value)
    return result === undefined
      ? undefined
      : nearBy(near, (text) => setResult(text, result.name, replaceExpressions(result.value, replace)))
  }
  const value = view.stages.get(stage)?.spec.params?.find((entry) => entry.name === parameter)?.value
  if (parameter !== undefined && value !== undefined)
    return nearBy(near, (text) => setStageParam(text, stage, parameter, replaceExpressions(value, replace)))
  // With two stages of one name, the parameter may be the other's.
  if (parameter !== undefined || code !== 'unknown-stage') return undefined
  return nearBy(
    near,
    inOrder(
      (text) => removeLink(text, name, stage),
      (text) => addLink(text, near, stage),
    ),
  )
}

/** Removes a reference to something that does not exist, when no name is similar. */
function goneReference({ code, args, place }: Finding, view: LineView): Repair | undefined {
  const { stage, parameter } = place
  const { name = '' } = args
  if (code !== 'unknown-stage' || stage === undefined || parameter !== undefined) return undefined
  return view.stages.get(stage)?.runAfter?.includes(name) === true
    ? { kind: 'remove', name, edit: (text) => removeLink(text, name, stage) }
    : undefined
}
