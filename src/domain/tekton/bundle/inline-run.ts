import { z } from 'zod'
import type { Finding } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { toV1Pipeline, toV1TaskRunSpec } from '../convert.ts'
import { paramSchema } from '../values/params.ts'
import { pipelineRunSpecSchema, workspaceBindingSchema, type PipelineRun } from '../pipeline.ts'
import { soleTaskRun } from '../run/task-run-rules.ts'
import { pipelineSpecSchema, taskRefSchema, taskSpecSchema, type PipelineSpec, type PipelineTask } from '../task.ts'
import { errorAt } from '../validate/finding.ts'
import type { Bundle } from './bundle.ts'
import type { WrittenObject } from './documents.ts'
import { inlineTasks, pipelineOf, type RefWorld } from './inline-tasks.ts'
import { embedded, lookupKnown, paramsOutside, type RefSource, type RemoteTexts } from './referred.ts'
import { metadataOf, metadataSchema, nameOfTask, type RunIdentity } from './run-metadata.ts'
import { readShape } from './read-shape.ts'
import { placeFinding } from './written-place.ts'
import { paramsFromConfigMaps, textParams } from './text-params.ts'

const pipelineRunFileSchema = z.looseObject({
  metadata: metadataSchema,
  spec: pipelineRunSpecSchema.extend({
    // Kubernetes writes unset fields as empty.
    status: z.preprocess((status) => (status === '' ? undefined : status), pipelineRunSpecSchema.shape.status),
    pipelineSpec: pipelineSpecSchema.optional(),
    pipelineRef: taskRefSchema.optional(),
    // v1beta1 has these here.
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

/** A run with all references inlined, and the sources of what resolvers found: by task, with '' for the Pipeline. */
export interface InlinedRun {
  readonly run: PipelineRun
  readonly sources: ReadonlyMap<string, RefSource>
}

/** A run with errors, inlined as far as possible, so that further findings can be reported together. */
export interface RefusedRun {
  readonly findings: readonly Finding[]
  readonly rest?: InlinedRun | undefined
}

/** Turns a run from a file into the form that engines take: inlines all references and converts v1beta1 to v1. */
export function inlineRun(
  object: WrittenObject,
  bundle: Bundle,
  identity: RunIdentity,
  remote?: RemoteTexts,
): Result<InlinedRun, RefusedRun> {
  const world = { ...bundle, remote }
  const { run, findings, sources } =
    object.kind === 'TaskRun' ? fromTaskRun(object, world, identity) : fromPipelineRun(object, world, identity)
  if (findings.length === 0 && run !== undefined) return ok({ run, sources })
  const rest = run === undefined ? undefined : { run, sources }
  return err({ findings: findings.map((finding) => placeFinding(finding, object, bundle)), rest })
}

interface Inlined {
  readonly run?: PipelineRun
  readonly findings: readonly Finding[]
  readonly sources: ReadonlyMap<string, RefSource>
}

function refused(findings: readonly Finding[]): Inlined {
  return { findings, sources: new Map() }
}

function valueOf({ value }: WrittenObject, { configMaps }: RefWorld): unknown {
  return textParams(paramsFromConfigMaps(value, configMaps))
}

function fromPipelineRun(object: WrittenObject, world: RefWorld, identity: RunIdentity): Inlined {
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

/** Turns a TaskRun into a PipelineRun of one task that keeps the TaskRun's name and only has the TaskRun's time-out. */
function fromTaskRun(object: WrittenObject, world: RefWorld, identity: RunIdentity): Inlined {
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

/** Embedded specs have the version of the object that contains them. */
function asV1(spec: PipelineSpec, apiVersion: string): PipelineSpec {
  if (apiVersion !== 'tekton.dev/v1beta1') return spec
  return toV1Pipeline({ apiVersion, kind: 'Pipeline', metadata: { name: 'embedded' }, spec }).spec
}

/** The run that somebody would write for a Pipeline or Task that is alone in a file. */
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
