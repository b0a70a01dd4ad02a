import { lookupParams } from './lookups.ts'
import type { ParamSpec, ParamType, ParamValue } from './params.ts'
import type { PipelineRun } from '../pipeline.ts'
import { substituteValue, type Lookup } from './substitute.ts'
import type { PipelineTask } from '../task.ts'

export type ParamValues = ReadonlyMap<string, ParamValue>

/** Parameters of a run: what it gives, then defaults of its Pipeline. */
export function paramsOfRun({ spec }: PipelineRun): ParamValues {
  const given = new Map((spec.params ?? []).map(({ name, value }) => [name, value]))
  return new Map([...defaultsOf(spec.pipelineSpec.params), ...withObjectDefaults(given, spec.pipelineSpec.params)])
}

/**
 * Parameters as the steps of a Task see them: what its pipeline task gives, then, for an embedded Task, those of the run of the same name
 * (Tekton's propagation, so a default of the Pipeline beats the Task's own), then defaults of the Task. A referenced Task sees only its own.
 */
export function paramsOfTask(task: PipelineTask, ofRun: ParamValues, lookup: Lookup): ParamValues {
  const specs = task.taskSpec?.params
  const given = new Map((task.params ?? []).map(({ name, value }) => [name, substituteValue(value, lookup)]))
  const propagated = task.taskRef === undefined ? ofRun : new Map<string, ParamValue>()
  return new Map([...defaultsOf(specs), ...propagated, ...withObjectDefaults(given, specs)])
}

/** Type of a declared parameter: what it says, else that of its default, else string. */
export function typeOfParam({ type, default: value, properties }: ParamSpec): ParamType {
  if (type !== undefined) return type
  if (properties !== undefined) return 'object'
  return value === undefined ? 'string' : typeOfValue(value)
}

export function typeOfValue(value: ParamValue): ParamType {
  if (typeof value === 'string') return 'string'
  return Array.isArray(value) ? 'array' : 'object'
}

/** Defaults by name. A default that refers to another parameter gets that one's default, not the value passed (as on a cluster). */
function defaultsOf(specs: readonly ParamSpec[] | undefined): ParamValues {
  const written = new Map(
    (specs ?? []).flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value] as const])),
  )
  const lookup = lookupParams(written)
  return new Map([...written].map(([name, value]) => [name, substituteValue(value, lookup)]))
}

/** Keys that a given object leaves out come from the default. */
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
