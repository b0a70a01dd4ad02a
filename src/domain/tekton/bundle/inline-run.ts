import { z } from 'zod'
import type { Finding } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { toV1Pipeline } from '../convert.ts'
import { isCustomTask } from '../custom-task.ts'
import { paramSchema, type Param } from '../params.ts'
import {
  pipelineRunSpecSchema,
  pipelineSpecSchema,
  taskRunSpecSchema,
  workspaceBindingSchema,
  type PipelineRun,
  type PipelineSpec,
  type TaskRunSpec,
} from '../pipeline.ts'
import { soleTaskRun } from '../task-run-rules.ts'
import { taskRefSchema, taskSpecSchema, type PipelineTask, type TaskSpec } from '../task.ts'
import { errorAt } from '../validate/finding.ts'
import { findingsOf, type Bundle } from './bundle.ts'
import type { WrittenObject } from './documents.ts'
import { withChildren, writtenChild, type ChildPipeline } from './child-pipeline.ts'
import { inlineStepActions } from './step-action.ts'
import { paramsFromConfigMaps, textParams } from './text-params.ts'

const metadataSchema = z.looseObject({
  name: z.string().optional(),
  generateName: z.string().optional(),
  namespace: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
})

const pipelineRunFileSchema = z.looseObject({
  metadata: metadataSchema,
  spec: pipelineRunSpecSchema.extend({
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
  }),
})

/** What of a run is decided when it starts. */
export interface RunIdentity {
  /** Chooses the name of a run that is written with `generateName`. */
  readonly nameAfter: (prefix: string) => string
  readonly uid: string
  readonly createdAt: string
}

/** Makes of a run that is written in a file what engines take: everything that it refers to put in place, v1beta1 turned into v1. */
export function inlineRun(
  object: WrittenObject,
  bundle: Bundle,
  identity: RunIdentity,
): Result<PipelineRun, readonly Finding[]> {
  const inlined =
    object.kind === 'TaskRun' ? fromTaskRun(object, bundle, identity) : fromPipelineRun(object, bundle, identity)
  if (inlined.findings.length === 0 && inlined.run !== undefined) return ok(inlined.run)
  return err(
    inlined.findings.map((finding) =>
      finding.place.line === undefined ? { ...finding, place: object.place(finding.place.path ?? '') } : finding,
    ),
  )
}

interface Inlined {
  readonly run?: PipelineRun
  readonly findings: readonly Finding[]
}

function fromPipelineRun(object: WrittenObject, bundle: Bundle, identity: RunIdentity): Inlined {
  const parsed = pipelineRunFileSchema.safeParse(textParams(paramsFromConfigMaps(object.value, bundle.configMaps)))
  if (!parsed.success) return { findings: findingsOf(parsed.error, object) }
  const { pipelineRef, pipelineSpec: written, timeout, serviceAccountName, podTemplate, ...spec } = parsed.data.spec
  const found = written === undefined ? pipelineOf(pipelineRef, bundle) : ok(asV1(written, object.apiVersion))
  if (!found.ok)
    return { findings: [errorAt(`spec.pipelineRef${found.error.field}`, 'tekton-reference', found.error.message)] }
  const above = pipelineRef?.name === undefined ? [] : [pipelineRef.name]
  const { pipelineSpec, findings } = inlineTasks(
    found.value,
    { bundle, given: spec.params ?? [] },
    'spec.pipelineSpec',
    above,
  )
  const metadata = metadataOf(parsed.data.metadata, identity)
  const labels = { ...metadata.labels, 'tekton.dev/pipeline': pipelineRef?.name ?? metadata.name }
  return {
    findings,
    run: {
      apiVersion: 'tekton.dev/v1',
      kind: 'PipelineRun',
      metadata: { ...metadata, labels },
      spec: {
        ...spec,
        ...templateOf(serviceAccountName, podTemplate),
        ...(spec.taskRunSpecs === undefined ? {} : { taskRunSpecs: spec.taskRunSpecs.map(asV1TaskRunSpec) }),
        ...(timeout === undefined || spec.timeouts !== undefined ? {} : { timeouts: { pipeline: timeout } }),
        pipelineSpec,
      },
    },
  }
}

/** v1beta1 writes `task` before what a task has of its own. */
function asV1TaskRunSpec(written: TaskRunSpec): TaskRunSpec {
  const { taskServiceAccountName, taskPodTemplate, ...own } = written
  return taskRunSpecSchema.parse({
    ...(taskServiceAccountName === undefined ? {} : { serviceAccountName: taskServiceAccountName }),
    ...(taskPodTemplate === undefined ? {} : { podTemplate: taskPodTemplate }),
    ...own,
  })
}

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
function fromTaskRun(object: WrittenObject, bundle: Bundle, identity: RunIdentity): Inlined {
  const parsed = taskRunFileSchema.safeParse(textParams(paramsFromConfigMaps(object.value, bundle.configMaps)))
  if (!parsed.success) return { findings: findingsOf(parsed.error, object) }
  const { taskRef, taskSpec: written, params, workspaces, timeout, retries, ...more } = parsed.data.spec
  const { podTemplate, serviceAccountName, ...others } = more
  const idle = new Set(['computeResources', 'stepSpecs', 'sidecarSpecs', 'managedBy'])
  const unknown = Object.keys(others).filter((field) => !idle.has(field))
  const task: PipelineTask = {
    name: nameOfTask(taskRef?.name ?? parsed.data.metadata.name ?? parsed.data.metadata.generateName ?? 'task'),
    ...(written === undefined ? {} : { taskSpec: written }),
    ...(taskRef === undefined ? {} : { taskRef }),
    ...(params === undefined ? {} : { params }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(retries === undefined ? {} : { retries }),
  }
  const alone = asV1({ tasks: [task] }, object.apiVersion)
  const { pipelineSpec, findings } = inlineTasks(alone, { bundle, given: [] })
  const metadata = metadataOf(parsed.data.metadata, identity)
  return {
    findings: [
      ...unknown.map((field) =>
        errorAt(`spec.${field}`, 'tekton-unsupported', `spec.${field}: not supported by this engine`),
      ),
      ...findings.map((finding) => ({ ...finding, place: object.place(pathInTaskRun(finding.place.path ?? '')) })),
    ],
    run: {
      apiVersion: 'tekton.dev/v1',
      kind: 'PipelineRun',
      metadata: { ...metadata, annotations: { ...metadata.annotations, [soleTaskRun]: metadata.name } },
      spec: {
        pipelineSpec,
        ...(workspaces === undefined ? {} : { workspaces }),
        ...templateOf(serviceAccountName, podTemplate),
        timeouts: { pipeline: '0' },
      },
    },
  }
}

/** The path of a finding about the PipelineRun around a TaskRun, as the TaskRun writes it. */
export function pathInTaskRun(path: string): string {
  return path.replace(/^spec\.pipelineSpec\.tasks\[0\]/, 'spec').replace('spec.taskRunTemplate.', 'spec.')
}

function inlineTasks(
  spec: PipelineSpec,
  { bundle, given }: { readonly bundle: Bundle; readonly given: readonly Param[] },
  at = 'spec.pipelineSpec',
  within: readonly string[] = [],
): { readonly pipelineSpec: PipelineSpec; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const children = new Map<string, ChildPipeline>()
  const inline =
    (list: string) =>
    (task: PipelineTask, index: number): PipelineTask => {
      const path = `${at}.${list}[${index}]`
      if (isCustomTask(task)) return task
      const refuse = ({ message, field }: Refused): PipelineTask => {
        findings.push(errorAt(`${path}.${field}`, 'tekton-reference', message, { name: task.name }))
        return task
      }
      const child = childOf(task, bundle, list, within)
      if (child?.ok === false) return refuse(child.error)
      if (child !== undefined) {
        const { name, field, spec: own } = child.value
        const inner = inlineTasks(own, { bundle, given: task.params ?? [] }, `${path}.${field}`, [...within, name])
        findings.push(...inner.findings)
        children.set(task.name, { name, path, spec: inner.pipelineSpec })
        return task
      }
      const found = task.taskSpec === undefined ? taskOf(task, bundle) : ok(task.taskSpec)
      if (!found.ok) return refuse(found.error)
      const inlined = inlineStepActions(found.value, bundle.stepActions, `${path}.taskSpec`, {
        // A Task that is referred to sees only what it is given.
        declared: task.taskRef === undefined ? (spec.params ?? []) : [],
        given: [...(task.taskRef === undefined ? given : []), ...(task.params ?? [])],
      })
      findings.push(...inlined.findings)
      return { ...task, taskSpec: inlined.spec }
    }
  const { tasks, finally: finals } = spec
  const whole = withChildren(
    {
      ...spec,
      tasks: tasks.map(inline('tasks')),
      ...(finals === undefined ? {} : { finally: finals.map(inline('finally')) }),
    },
    children,
  )
  return { pipelineSpec: whole.spec, findings: [...findings, ...whole.findings] }
}

interface WrittenChild {
  readonly name: string
  /** Where its tasks are written, seen from the pipeline task. */
  readonly field: string
  readonly spec: PipelineSpec
}

/** The Pipeline that a pipeline task runs; undefined for a task that runs a Task. */
function childOf(
  task: PipelineTask,
  bundle: Bundle,
  list: string,
  within: readonly string[],
): Result<WrittenChild, Refused> | undefined {
  const written = writtenChild(task)
  if (written === undefined) return undefined
  const { pipelineSpec, pipelineRef } = written
  const field = pipelineSpec === undefined ? 'pipelineRef' : 'pipelineSpec'
  if (list === 'finally')
    return err({ message: `Task "${task.name}": a Pipeline as a finally task is not supported`, field })
  if (pipelineSpec !== undefined) return ok({ name: task.name, field, spec: pipelineSpec })
  const name = pipelineRef?.name ?? ''
  if (within.includes(name)) return err({ message: `The Pipeline "${name}" runs itself`, field: 'pipelineRef.name' })
  const found = pipelineOf(pipelineRef, bundle)
  if (!found.ok) return err({ message: found.error.message, field: `pipelineRef${found.error.field}` })
  return ok({ name, field, spec: found.value })
}

interface Refused {
  readonly message: string
  readonly field: string
}

function taskOf(task: PipelineTask, { tasks }: Bundle): Result<TaskSpec, Refused> {
  const { name, taskRef } = task
  if (taskRef?.kind === 'Pipeline')
    return err({ message: `Task "${name}": write pipelineRef to run a Pipeline`, field: 'taskRef.kind' })
  if (taskRef === undefined)
    return err({ message: `Task "${name}" has neither taskSpec nor taskRef`, field: 'taskRef' })
  if (taskRef.resolver !== undefined)
    return err({ message: noResolver(taskRef.resolver, 'Task'), field: 'taskRef.resolver' })
  const found = tasks.get(taskRef.name ?? '')
  return found === undefined
    ? err({ message: `There is no Task "${taskRef.name ?? ''}" in the file`, field: 'taskRef.name' })
    : ok(found.spec)
}

function pipelineOf(
  ref: z.infer<typeof taskRefSchema> | undefined,
  { pipelines }: Bundle,
): Result<PipelineSpec, Refused> {
  if (ref === undefined) return err({ message: 'The run has neither pipelineSpec nor pipelineRef', field: '' })
  if (ref.resolver !== undefined) return err({ message: noResolver(ref.resolver, 'Pipeline'), field: '.resolver' })
  const pipeline = pipelines.get(ref.name ?? '')
  return pipeline === undefined
    ? err({ message: `There is no Pipeline "${ref.name ?? ''}" in the file`, field: '.name' })
    : ok(pipeline.spec)
}

function noResolver(resolver: string, kind: string): string {
  return `The resolver "${resolver}" is not supported: put the ${kind} into the file and refer to it by name`
}

/** Embedded specs have the version of what they are embedded in. */
function asV1(spec: PipelineSpec, apiVersion: string): PipelineSpec {
  if (apiVersion !== 'tekton.dev/v1beta1') return spec
  return toV1Pipeline({ apiVersion, kind: 'Pipeline', metadata: { name: 'embedded' }, spec }).spec
}

function metadataOf(
  { name, generateName, ...metadata }: z.infer<typeof metadataSchema>,
  { nameAfter, uid, createdAt }: RunIdentity,
): PipelineRun['metadata'] {
  return {
    ...metadata,
    name: name ?? nameAfter(generateName ?? 'run-'),
    namespace: metadata.namespace ?? 'default',
    uid,
    creationTimestamp: createdAt,
  }
}

/** A name that tasks may have, from one that objects may have. */
function nameOfTask(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40)
      .replace(/-+$/, '') || 'task'
  )
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
