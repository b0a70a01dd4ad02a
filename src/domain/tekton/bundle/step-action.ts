import { z } from 'zod'
import type { Finding } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'
import { nameOf } from '../values/lookups.ts'
import { typeOfParam, typeOfValue } from '../values/param-values.ts'
import { paramSpecSchema, type Param, type ParamSpec, type ParamValue } from '../values/params.ts'
import { selectFrom, substituteValue, type Lookup, type Reference, type Segment } from '../values/substitute.ts'
import { substituteStep } from '../launch/substitute-step.ts'
import { stepSchema, type Step, type TaskSpec } from '../task.ts'
import { errorAt, typeErrorAt } from '../validate/finding.ts'
import { lookupKnown, type Found, type Refused } from './referred.ts'

/** A StepAction: a step shared by many Tasks, with its own parameters and results. */
export const stepActionSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.literal('StepAction'),
  metadata: z.looseObject({ name: z.string() }),
  spec: stepSchema.omit({ params: true }).extend({ params: z.array(paramSpecSchema).optional() }),
})
export type StepAction = z.infer<typeof stepActionSchema>

/** Parameters that a Task may use: those declared around it or by it, and those given to it. */
export interface ParamsAround {
  readonly declared: readonly ParamSpec[]
  readonly given: readonly Param[]
}

/** Finds the StepAction of a step; `lookup` has the values that its Task knows. */
export type FindStepAction = (
  ref: NonNullable<Step['ref']>,
  lookup: Lookup,
  step: string,
) => Result<Found<StepAction>, Refused>

/** Replaces steps that refer to StepActions by these. */
export function inlineStepActions(
  spec: TaskSpec,
  find: FindStepAction,
  path: string,
  around: ParamsAround,
): { readonly spec: TaskSpec; readonly findings: readonly Finding[] } {
  const outside = keysByParam({ ...around, declared: [...around.declared, ...(spec.params ?? [])] })
  const lookup = lookupKnown(spec.params ?? [], around.given)
  const inlined = spec.steps.map((step, index) =>
    inlineStep(
      step,
      { find: (ref) => find(ref, lookup, step.name ?? `unnamed-${index}`), outside },
      `${path}.steps[${index}]`,
    ),
  )
  return {
    spec: { ...spec, steps: inlined.map(({ step }) => step) },
    findings: inlined.flatMap(({ findings }) => findings),
  }
}

/** Keys of the parameters that a Task sees, as far as known before a run; text has none. */
type KeysByParam = ReadonlyMap<string, ReadonlySet<string>>

function keysByParam({ declared, given }: ParamsAround): KeysByParam {
  const keys = new Map(
    given.flatMap(({ name, value }): [string, Set<string>][] =>
      typeof value === 'string' && value.includes('$(') ? [] : [[name, keysOf(value)]],
    ),
  )
  for (const { name, default: otherwise, properties } of declared)
    keys.set(name, new Set([...(keys.get(name) ?? []), ...keysOf(otherwise), ...keysOf(properties)]))
  return keys
}

function keysOf(value: object | string | undefined): Set<string> {
  return new Set(typeof value === 'object' && !Array.isArray(value) ? Object.keys(value) : [])
}

/** Fields that a step must leave to its StepAction. */
const ownFields = ['image', 'command', 'args', 'script', 'workingDir', 'env', 'volumeMounts', 'results'] as const

interface InlinedStep {
  readonly step: Step
  readonly findings: readonly Finding[]
}

function inlineStep(
  step: Step,
  {
    find,
    outside,
  }: {
    readonly find: (ref: NonNullable<Step['ref']>) => Result<Found<StepAction>, Refused>
    readonly outside: KeysByParam
  },
  path: string,
): InlinedStep {
  const { ref, params = [], ...own } = step
  if (ref === undefined) {
    const message = 'A step has params only where it refers to a StepAction'
    return { step, findings: params.length === 0 ? [] : [errorAt(`${path}.params`, 'tekton-reference', message)] }
  }
  const refused = (...findings: readonly Finding[]): InlinedStep => ({ step: { ...own, script: '' }, findings })
  const refuse = (field: string, message: string): InlinedStep =>
    refused(errorAt(`${path}.${field}`, 'tekton-reference', message, { name: ref.name ?? '' }))
  const found = find(ref)
  if (!found.ok) return refuse(`ref${found.error.field}`, found.error.message)
  const { name: action, object } = found.value
  const { params: declared = [], description: _, ...body } = object.spec
  const misfits = [...saidTwice(own, action, path), ...misfitParams(params, declared, action, path)]
  if (misfits.length > 0) return refused(...misfits)
  const values = valuesOf(declared, params, outside)
  return values.missing === undefined
    ? { step: { ...substituteStep(body, values.lookup), ...own }, findings: [] }
    : refuse('params', `StepAction "${action}" needs the parameter "${values.missing}", which has no default`)
}

/** Fields that the step sets although its StepAction does. */
function saidTwice(own: Step, action: string, path: string): Finding[] {
  return ownFields.flatMap((field) => {
    if (own[field] === undefined) return []
    const message = `${field} cannot stand beside ref: the StepAction "${action}" says it`
    return [errorAt(`${path}.${field}`, 'tekton-reference', message, { name: field })]
  })
}

/** Parameters that the StepAction lacks, or declares with another type. */
function misfitParams(
  params: readonly Param[],
  declared: readonly ParamSpec[],
  action: string,
  path: string,
): Finding[] {
  return params.flatMap(({ name, value }, index) => {
    const place = `${path}.params[${index}]`
    const param = declared.find((one) => one.name === name)
    if (param === undefined)
      return [errorAt(place, 'tekton-reference', `StepAction "${action}" has no parameter "${name}"`, { name })]
    const [wanted, actual] = [typeOfParam(param), typeOfValue(value)]
    return wanted === actual || (typeof value === 'string' && value.startsWith('$('))
      ? []
      : [typeErrorAt(`${place}.value`, name, wanted, actual)]
  })
}

/** The values of a StepAction's parameters in a step: the given one, else the default. Names the first parameter that has neither. */
function valuesOf(
  declared: readonly ParamSpec[],
  params: readonly Param[],
  outside: KeysByParam,
): { readonly lookup: Lookup; readonly missing?: undefined } | { readonly missing: string } {
  const given = new Map(params.map(({ name, value }) => [name, value]))
  const defaults = new Map(declared.map(({ name, default: otherwise }) => [name, otherwise]))
  const values = new Map<string, ParamValue>()
  for (const [name, otherwise] of defaults) {
    const value = withDefaultKeys(given.get(name), otherwise)
    if (value === undefined) return { missing: name }
    values.set(name, value)
  }
  const lookup = lookupGiven(values, (name, key, from) => {
    const keys = outside.get(from)
    const otherwise = defaults.get(name)
    return keys === undefined || keys.has(key) || !isObject(otherwise) ? undefined : otherwise[key]
  })
  // Unlike in a Task, a default that refers to another parameter gets that parameter's given value.
  for (const name of defaults.keys())
    if (!given.has(name)) values.set(name, substituteValue(values.get(name) ?? '', lookup))
  return { lookup }
}

/** Adds the default's keys that an object lacks. */
function withDefaultKeys(value: ParamValue | undefined, otherwise: ParamValue | undefined): ParamValue | undefined {
  return isObject(value) && isObject(otherwise) ? { ...otherwise, ...value } : (value ?? otherwise)
}

function isObject(value: ParamValue | undefined): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && !Array.isArray(value)
}

/** If a value is a reference to a whole list or object of the Task, selects from that; missing keys come from the StepAction's default. */
function lookupGiven(
  values: ReadonlyMap<string, ParamValue>,
  defaultFor: (name: string, key: string, from: string) => string | undefined,
): Lookup {
  return ({ scope, segments }: Reference) => {
    if (scope !== 'params') return undefined
    const names = segments.map(nameOf)
    for (let length = segments.length; length > 0; length -= 1) {
      const value = values.get(names.slice(0, length).join('.'))
      if (value === undefined) continue
      const rest = segments.slice(length)
      const inner = typeof value === 'string' ? /^\$\(([^()]+)\)$/.exec(value)?.[1] : undefined
      if (inner === undefined || rest.length === 0) return selectFrom(value, rest)
      const [key] = rest
      const from = /^params\.([^[\]]+)\[\*\]$/.exec(inner)?.[1]
      const missing =
        from !== undefined && key?.kind === 'name'
          ? defaultFor(names.slice(0, length).join('.'), key.name, from)
          : undefined
      if (missing !== undefined) return missing
      return `$(${inner.replace(/\[\*\]$/, '')}${rest.map(print).join('')})`
    }
    return undefined
  }
}

function print(segment: Segment): string {
  if (segment.kind === 'all') return '[*]'
  return segment.kind === 'index' ? `[${segment.index}]` : `.${segment.name}`
}
