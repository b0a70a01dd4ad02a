import { z } from 'zod'
import type { Finding } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { toV1Pipeline, toV1Task, toV1TaskRunSpec } from '../convert.ts'
import { isCustomTask } from '../custom-task.ts'
import { paramSchema, type Param } from '../values/params.ts'
import {
  pipelineRunSpecSchema,
  pipelineSchema,
  workspaceBindingSchema,
  type Pipeline,
  type PipelineRun,
} from '../pipeline.ts'
import { substituteValue } from '../values/substitute.ts'
import { soleTaskRun } from '../run/task-run-rules.ts'
import {
  pipelineSpecSchema,
  taskRefSchema,
  taskSchema,
  taskSpecSchema,
  type PipelineSpec,
  type PipelineTask,
  type Task,
} from '../task.ts'
import { findUnsupportedFields } from '../validate/fields.ts'
import { errorAt } from '../validate/finding.ts'
import type { Bundle } from './bundle.ts'
import type { WrittenObject } from './documents.ts'
import {
  embedded,
  findReferred,
  lookupKnown,
  paramsOutside,
  type Found,
  type RefSource,
  type Refused,
  type RemoteTexts,
  type Surroundings,
} from './referred.ts'
import { metadataOf, metadataSchema, nameOfTask, type RunIdentity } from './run-metadata.ts'
import { inlineStepActions, stepActionSchema } from './step-action.ts'
import { readShape } from './read-shape.ts'
import { placeFinding } from './written-place.ts'
import { paramsFromConfigMaps, textParams } from './text-params.ts'

const pipelineRunFileSchema = z.looseObject({
  metadata: metadataSchema,
  spec: pipelineRunSpecSchema.extend({
    // Empty is how Kubernetes writes what is not set.
    status: z.preprocess((status) => (status === '' ? undefined : status), pipelineRunSpecSchema.shape.status),
    pipelineSpec: pipelineSpecSchema.optional(),
    pipelineRef: taskRefSchema.optional(),
    // v1beta1 says these elsewhere.
    timeout: z.string().optional(),
    serviceAccountName: z.string().optional(),
    podTemplate: z.looseObject({}).optional(),
  }),
})

const taskRunFileSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({
    taskSpec: taskSpecSchema.optional(),
    taskRef: taskRefSchema.optional(),
    params: z.array(paramSchema).optional(),
    workspaces: z.array(workspaceBindingSchema).optional(),
    timeout: z.string().optional(),
    retries: z.number().int().nonnegative().optional(),
    podTemplate: z.looseObject({}).optional(),
    serviceAccountName: z.string().optional(),
    status: z.enum(['', 'TaskRunCancelled']).optional(),
  }),
})

/** A run with everything in place, and where that came from which resolvers found: by task, and '' for the Pipeline. */
export interface InlinedRun {
  readonly run: PipelineRun
  readonly sources: ReadonlyMap<string, RefSource>
}

/** What the references of a run are looked for in: its file, and what resolvers answer. */
interface World extends Bundle {
  readonly remote: RemoteTexts | undefined
}

/** Makes of a run that is written in a file what engines take: everything that it refers to put in place, v1beta1 turned into v1. */
export function inlineRun(
  object: WrittenObject,
  bundle: Bundle,
  identity: RunIdentity,
  remote?: RemoteTexts,
): Result<InlinedRun, readonly Finding[]> {
  const world = { ...bundle, remote }
  const inlined =
    object.kind === 'TaskRun' ? fromTaskRun(object, world, identity) : fromPipelineRun(object, world, identity)
  const { run, sources } = inlined
  if (inlined.findings.length === 0 && run !== undefined) return ok({ run, sources })
  const paths = inlined.findings.map(({ place }) => place.path ?? '')
  // What else cannot run is said with them, but for what was not found.
  const others = (run === undefined ? [] : findUnsupportedFields(run)).filter(
    ({ severity, place: { path = '' } }) => severity === 'error' && !paths.some((known) => known.startsWith(path)),
  )
  return err([...inlined.findings, ...others].map((finding) => placeFinding(finding, object, bundle)))
}

interface Inlined {
  readonly run?: PipelineRun
  readonly findings: readonly Finding[]
  readonly sources: ReadonlyMap<string, RefSource>
}

function refused(findings: readonly Finding[]): Inlined {
  return { findings, sources: new Map() }
}

function valueOf({ value }: WrittenObject, { configMaps }: World): unknown {
  return textParams(paramsFromConfigMaps(value, configMaps))
}

function fromPipelineRun(object: WrittenObject, world: World, identity: RunIdentity): Inlined {
  const shape = readShape(pipelineRunFileSchema, valueOf(object, world), object)
  if (shape.data === undefined) return refused(shape.findings)
  const { pipelineRef, pipelineSpec: written, timeout, serviceAccountName, podTemplate, ...spec } = shape.data.spec
  const { remote } = world
  const given = spec.params ?? []
  const known = [...given, ...paramsOutside(remote)]
  const found =
    written === undefined
      ? pipelineOf(pipelineRef, world, { remote, lookup: lookupKnown([], known) })
      : embedded(asV1(written, object.apiVersion))
  if (written !== undefined && pipelineRef !== undefined)
    return refused([errorAt('spec.pipelineRef', 'tekton-reference', 'The run has both pipelineRef and pipelineSpec')])
  const { name, source, object: pipeline } = found.ok ? found.value : { name: '', source: undefined, object: undefined }
  const { pipelineSpec, findings, sources } = inlineTasks(
    pipeline?.spec ?? { tasks: [] },
    { world, given, known },
    'spec.pipelineSpec',
    name === '' ? [] : [name],
  )
  const missing = found.ok
    ? []
    : [errorAt(`spec.pipelineRef${found.error.field}`, 'tekton-reference', found.error.message)]
  if (spec.status === 'PipelineRunPending')
    return refused([errorAt('spec.status', 'tekton-pending', pending, {}, 'Leave spec.status out')])
  const metadata = metadataOf(shape.data.metadata, identity)
  const labels = { ...metadata.labels, 'tekton.dev/pipeline': name === '' ? metadata.name : name }
  return {
    findings: [...shape.findings, ...missing, ...findings],
    sources: source === undefined ? sources : new Map([...sources, ['', source]]),
    run: {
      apiVersion: 'tekton.dev/v1',
      kind: 'PipelineRun',
      metadata: { ...metadata, labels },
      spec: {
        ...spec,
        ...templateOf(serviceAccountName, podTemplate),
        ...(spec.taskRunSpecs === undefined ? {} : { taskRunSpecs: spec.taskRunSpecs.map(toV1TaskRunSpec) }),
        ...(timeout === undefined || spec.timeouts !== undefined ? {} : { timeouts: { pipeline: timeout } }),
        pipelineSpec,
      },
    },
  }
}

const pending = 'A pending run waits for somebody who starts it, and here nobody can'

function templateOf(
  serviceAccountName: string | undefined,
  podTemplate: Readonly<Record<string, unknown>> | undefined,
): Pick<PipelineRun['spec'], 'taskRunTemplate'> {
  if (serviceAccountName === undefined && podTemplate === undefined) return {}
  return {
    taskRunTemplate: {
      ...(serviceAccountName === undefined ? {} : { serviceAccountName }),
      ...(podTemplate === undefined ? {} : { podTemplate }),
    },
  }
}

/** A TaskRun is a PipelineRun of one task that keeps the TaskRun's name; it has no time-out but its own. */
function fromTaskRun(object: WrittenObject, world: World, identity: RunIdentity): Inlined {
  const shape = readShape(taskRunFileSchema, valueOf(object, world), object)
  if (shape.data === undefined) return refused(shape.findings)
  const { metadata: named, spec } = shape.data
  const { taskRef, taskSpec: written, params, workspaces, timeout, retries, ...more } = spec
  const { podTemplate, serviceAccountName, status, ...others } = more
  const idle = new Set(['computeResources', 'stepSpecs', 'sidecarSpecs', 'managedBy', 'statusMessage'])
  const unknown = Object.keys(others).filter((field) => !idle.has(field))
  const task: PipelineTask = {
    name: nameOfTask(taskRef?.name ?? named.name ?? named.generateName ?? 'task'),
    ...(written === undefined ? {} : { taskSpec: written }),
    ...(taskRef === undefined ? {} : { taskRef }),
    ...(params === undefined ? {} : { params }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(retries === undefined ? {} : { retries }),
  }
  const alone = asV1({ tasks: [task] }, object.apiVersion)
  const { pipelineSpec, findings, sources } = inlineTasks(alone, {
    world,
    given: [],
    known: [...(params ?? []), ...paramsOutside(world.remote)],
  })
  const metadata = metadataOf(named, identity)
  const labels = taskRef?.name === undefined ? metadata.labels : { ...metadata.labels, 'tekton.dev/task': taskRef.name }
  return {
    sources,
    findings: [
      ...shape.findings,
      ...unknown.map((field) =>
        errorAt(`spec.${field}`, 'tekton-unsupported', `spec.${field}: not supported by this engine`),
      ),
      ...findings,
    ],
    run: {
      apiVersion: 'tekton.dev/v1',
      kind: 'PipelineRun',
      metadata: {
        ...metadata,
        ...(labels === undefined ? {} : { labels }),
        annotations: { ...metadata.annotations, [soleTaskRun]: metadata.name },
      },
      spec: {
        pipelineSpec,
        ...(status === 'TaskRunCancelled' ? { status: 'Cancelled' } : {}),
        ...(workspaces === undefined ? {} : { workspaces }),
        ...templateOf(serviceAccountName, podTemplate),
        timeouts: { pipeline: '0' },
      },
    },
  }
}

interface ParamsGiven {
  readonly world: World
  readonly given: readonly Param[]
  /** The same, with what is known of them before the run starts. */
  readonly known: readonly Param[]
}

interface TasksInlined {
  readonly pipelineSpec: PipelineSpec
  readonly findings: readonly Finding[]
  readonly sources: ReadonlyMap<string, RefSource>
}

/** Where a pipeline task may say what it runs; on a cluster it says it once. */
const ways = ['taskRef', 'taskSpec', 'pipelineRef', 'pipelineSpec'] as const

function inlineTasks(
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
        (ref, inTask) => findReferred(ref, { ...actions, toV1: (action) => action }, { remote, lookup: inTask }),
        `${path}.taskSpec`,
        {
          // A Task that is referred to sees only what it is given.
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
  /** Where its tasks are written, seen from the pipeline task. */
  readonly field: string
  readonly spec: PipelineSpec
  readonly source?: RefSource | undefined
}

interface ChildSurroundings {
  readonly world: World
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

function taskOf({ name, taskRef }: PipelineTask, { tasks }: World, around: Surroundings): Result<Found<Task>, Refused> {
  if (taskRef?.kind === 'Pipeline')
    return err({ message: `Task "${name}": write pipelineRef to run a Pipeline`, field: 'taskRef.kind' })
  if (taskRef === undefined)
    return err({ message: `Task "${name}" has neither taskSpec nor taskRef`, field: 'taskRef' })
  const found = findReferred(taskRef, { kind: 'Task', known: tasks, schema: taskSchema, toV1: toV1Task }, around)
  return found.ok ? found : err({ message: found.error.message, field: `taskRef${found.error.field}` })
}

function pipelineOf(
  ref: z.infer<typeof taskRefSchema> | undefined,
  { pipelines }: World,
  around: Surroundings,
): Result<Found<Pipeline>, Refused> {
  if (ref === undefined) return err({ message: 'The run has neither pipelineSpec nor pipelineRef', field: '' })
  return findReferred(ref, { kind: 'Pipeline', known: pipelines, schema: pipelineSchema, toV1: toV1Pipeline }, around)
}

/** Embedded specs have the version of what they are embedded in. */
function asV1(spec: PipelineSpec, apiVersion: string): PipelineSpec {
  if (apiVersion !== 'tekton.dev/v1beta1') return spec
  return toV1Pipeline({ apiVersion, kind: 'Pipeline', metadata: { name: 'embedded' }, spec }).spec
}

/** A Pipeline or Task that stands alone in a file, as the run of it that somebody would write. */
export function runOf(object: {
  readonly kind: 'Pipeline' | 'Task'
  readonly name: string
}): Readonly<Record<string, unknown>> {
  const ref = object.kind === 'Pipeline' ? 'pipelineRef' : 'taskRef'
  return {
    apiVersion: 'tekton.dev/v1',
    kind: `${object.kind}Run`,
    metadata: { generateName: `${object.name}-` },
    spec: { [ref]: { name: object.name } },
  }
}
