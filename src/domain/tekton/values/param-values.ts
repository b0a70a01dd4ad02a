import { lookupParams } from './lookups.ts'
import type { ParamSpec, ParamType, ParamValue } from './params.ts'
import type { PipelineRun } from '../pipeline.ts'
import { substituteValue, type Lookup } from './substitute.ts'
import type { PipelineTask } from '../task.ts'

export type ParamValues = ReadonlyMap<string, ParamValue>

/** Parameters of a run: the given ones, else the defaults of its Pipeline. */
export function paramsOfRun({ spec }: PipelineRun): ParamValues {
  const given = new Map((spec.params ?? []).map(({ name, value }) => [name, value]))
  return new Map([...defaultsOf(spec.pipelineSpec.params), ...withObjectDefaults(given, spec.pipelineSpec.params)])
}

/**
 * Parameters as the steps of a Task see them: given by the pipeline task; else, for an embedded Task, those of the run with the same name
 * (propagation in Tekton, so a Pipeline's default beats the Task's own); else the Task's defaults. A referenced Task only sees its own.
 */
export function paramsOfTask(task: PipelineTask, ofRun: ParamValues, lookup: Lookup): ParamValues {
  const specs = task.taskSpec?.params
  const given = new Map((task.params ?? []).map(({ name, value }) => [name, substituteValue(value, lookup)]))
  const propagated = task.taskRef === undefined ? ofRun : new Map<string, ParamValue>()
  return new Map([...defaultsOf(specs), ...propagated, ...withObjectDefaults(given, specs)])
}

/** Type of a declared parameter: the stated one, else that of its default, else string. */
export function typeOfParam({ type, default: value, properties }: ParamSpec): ParamType {
  if (type !== undefined) return type
  if (properties !== undefined) return 'object'
  return value === undefined ? 'string' : typeOfValue(value)
}

export function typeOfValue(value: ParamValue): ParamType {
  if (typeof value === 'string') return 'string'
  return Array.isArray(value) ? 'array' : 'object'
}

/** Defaults by name. A default that refers to another parameter gets that parameter's default, not its given value (as on a cluster). */
function defaultsOf(specs: readonly ParamSpec[] | undefined): ParamValues {
  const written = new Map(
    (specs ?? []).flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value] as const])),
  )
  const lookup = lookupParams(written)
  return new Map([...written].map(([name, value]) => [name, substituteValue(value, lookup)]))
}

/** Adds the default's keys that a given object lacks. */
function withObjectDefaults(given: ParamValues, specs: readonly ParamSpec[] | undefined): ParamValues {
  const defaults = defaultsOf(specs)
  return new Map(
    [...given].map(([name, value]) => {
      const fallback = defaults.get(name)
      const bothObjects =
        fallback !== undefined && typeOfValue(fallback) === 'object' && typeOfValue(value) === 'object'
      return [name, bothObjects ? Object.assign({}, fallback, value) : value]
    }),
  )
}
