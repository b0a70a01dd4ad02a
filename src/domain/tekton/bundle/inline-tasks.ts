import type { z } from 'zod'
import type { Finding } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { toV1Pipeline, toV1Task } from '../convert.ts'
import { isCustomTask } from '../custom-task.ts'
import type { Param } from '../values/params.ts'
import { pipelineSchema, type Pipeline } from '../pipeline.ts'
import { substituteValue } from '../values/substitute.ts'
import { taskSchema, type PipelineSpec, type PipelineTask, type Task, type taskRefSchema } from '../task.ts'
import { errorAt } from '../validate/finding.ts'
import type { Bundle } from './bundle.ts'
import {
  embedded,
  findReferred,
  lookupKnown,
  type Found,
  type RefSource,
  type Refused,
  type RemoteTexts,
  type Surroundings,
} from './referred.ts'
import { inlineStepActions, stepActionSchema } from './step-action.ts'

/** Where a run's references are looked up: its file, and the answers of resolvers. */
export interface RefWorld extends Bundle {
  readonly remote: RemoteTexts | undefined
}

interface ParamsGiven {
  readonly world: RefWorld
  readonly given: readonly Param[]
  /** The same, with the values that are known before the run starts. */
  readonly known: readonly Param[]
}

interface TasksInlined {
  readonly pipelineSpec: PipelineSpec
  readonly findings: readonly Finding[]
  readonly sources: ReadonlyMap<string, RefSource>
}

/** Fields in which a pipeline task says what it runs; a cluster allows only one of them. */
const ways = ['taskRef', 'taskSpec', 'pipelineRef', 'pipelineSpec'] as const

/** Inlines everything that the tasks of a Pipeline refer to, including nested Pipelines. */
export function inlineTasks(
  spec: PipelineSpec,
  { world, given, known }: ParamsGiven,
  at = 'spec.pipelineSpec',
  within: readonly string[] = [],
): TasksInlined {
  const findings: Finding[] = []
  const sources = new Map<string, RefSource>()
  const { remote } = world
  const lookup = lookupKnown(spec.params ?? [], known)
  const around = { remote, lookup }
  const inline =
    (list: string) =>
    (task: PipelineTask, index: number): PipelineTask => {
      const path = `${at}.${list}[${index}]`
      if (isCustomTask(task)) return task
      const refuse = ({ message, field }: Refused): PipelineTask => {
        findings.push(errorAt(`${path}.${field}`, 'tekton-reference', message, { name: task.name }))
        return task
      }
      const [field, second] = ways.filter((way) => task[way] !== undefined)
      if (field !== undefined && second !== undefined)
        return refuse({ message: `Task "${task.name}" has both ${field} and ${second}`, field: second })
      const child = childOf(task, { world, around, within })
      if (child?.ok === false) return refuse(child.error)
      if (child !== undefined) {
        const { name, field, spec: own, source } = child.value
        const handed = (task.params ?? []).map((one) => ({ ...one, value: substituteValue(one.value, lookup) }))
        const inner = inlineTasks(own, { world, given: task.params ?? [], known: handed }, `${path}.${field}`, [
          ...within,
          name,
        ])
        findings.push(...inner.findings)
        if (source !== undefined) sources.set(task.name, source)
        for (const [inside, from] of inner.sources) sources.set(`${task.name}/${inside}`, from)
        const pipelineRef = source === undefined ? {} : { pipelineRef: { name } }
        return { ...task, ...pipelineRef, pipelineSpec: inner.pipelineSpec }
      }
      const found = task.taskSpec === undefined ? taskOf(task, world, around) : embedded(task.taskSpec)
      if (!found.ok) return refuse(found.error)
      const { name, object, source } = found.value
      if (source !== undefined) sources.set(task.name, source)
      const actions = { kind: 'StepAction' as const, known: world.stepActions, schema: stepActionSchema }
      const inlined = inlineStepActions(
        object.spec,
        (ref, inTask, step) => {
          const action = findReferred(ref, { ...actions, toV1: (one) => one }, { remote, lookup: inTask })
          if (action.ok && action.value.source !== undefined) sources.set(`${task.name}#${step}`, action.value.source)
          return action
        },
        `${path}.taskSpec`,
        {
          // A referenced Task only sees the parameters that it is given.
          declared: task.taskRef === undefined ? (spec.params ?? []) : [],
          given: [...(task.taskRef === undefined ? given : []), ...(task.params ?? [])],
        },
      )
      findings.push(...inlined.findings)
      const taskRef = source === undefined ? {} : { taskRef: { kind: 'Task', name } }
      return { ...task, ...taskRef, taskSpec: inlined.spec }
    }
  const { tasks, finally: finals } = spec
  const pipelineSpec = {
    ...spec,
    tasks: tasks.map(inline('tasks')),
    ...(finals === undefined ? {} : { finally: finals.map(inline('finally')) }),
  }
  return { pipelineSpec, findings, sources }
}

interface WrittenChild {
  readonly name: string
  /** Path of its tasks, relative to the pipeline task. */
  readonly field: string
  readonly spec: PipelineSpec
  readonly source?: RefSource | undefined
}

interface ChildSurroundings {
  readonly world: RefWorld
  readonly around: Surroundings
  readonly within: readonly string[]
}

/** The Pipeline that a pipeline task runs; undefined for a task that runs a Task. */
function childOf(
  task: PipelineTask,
  { world, around, within }: ChildSurroundings,
): Result<WrittenChild, Refused> | undefined {
  const { pipelineSpec, pipelineRef } = task
  if (pipelineSpec !== undefined) return ok({ name: task.name, field: 'pipelineSpec', spec: pipelineSpec })
  if (pipelineRef === undefined) return undefined
  const found = pipelineOf(pipelineRef, world, around)
  if (!found.ok) return err({ message: found.error.message, field: `pipelineRef${found.error.field}` })
  const { name, object, source } = found.value
  if (within.includes(name)) return err({ message: `The Pipeline "${name}" runs itself`, field: 'pipelineRef.name' })
  return ok({ name, field: 'pipelineRef', spec: object.spec, source })
}

function taskOf(
  { name, taskRef }: PipelineTask,
  { tasks }: RefWorld,
  around: Surroundings,
): Result<Found<Task>, Refused> {
  if (taskRef?.kind === 'Pipeline')
    return err({ message: `Task "${name}": write pipelineRef to run a Pipeline`, field: 'taskRef.kind' })
  if (taskRef === undefined)
    return err({ message: `Task "${name}" has neither taskSpec nor taskRef`, field: 'taskRef' })
  const found = findReferred(taskRef, { kind: 'Task', known: tasks, schema: taskSchema, toV1: toV1Task }, around)
  return found.ok ? found : err({ message: found.error.message, field: `taskRef${found.error.field}` })
}

/** Finds the Pipeline of a reference. */
export function pipelineOf(
  ref: z.infer<typeof taskRefSchema> | undefined,
  { pipelines }: RefWorld,
  around: Surroundings,
): Result<Found<Pipeline>, Refused> {
  if (ref === undefined) return err({ message: 'The run has neither pipelineSpec nor pipelineRef', field: '' })
  return findReferred(ref, { kind: 'Pipeline', known: pipelines, schema: pipelineSchema, toV1: toV1Pipeline }, around)
}
