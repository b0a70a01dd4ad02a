import { idPattern } from '#domain/ids.ts'
import { sha256 } from '#domain/manifests/sha256.ts'
import { toV1Pipeline, toV1Task } from '#domain/tekton/convert.ts'
import type { ParamSpec } from '#domain/tekton/values/params.ts'
import type { PipelineRun, WorkspaceBinding } from '#domain/tekton/pipeline.ts'
import { reduceForRetry } from '#domain/tekton/run/reduce-for-retry.ts'
import { anySandbox, isolationAnnotation } from '#domain/tekton/launch/isolation.ts'
import type { PipelineTask } from '#domain/tekton/task.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import type { StageSnapshot } from '../snapshot.ts'
import type { Run, StageRun } from '../state.ts'

/** Labels of all our PipelineRuns; secrets and task tokens are only released for them. */
export const runLabels = {
  run: 'linewright.dev/run',
  attempt: 'linewright.dev/attempt',
  stage: 'linewright.dev/stage',
} as const

/** Annotation by which steps find the platform (Value Stream). */
const apiEndpointAnnotation = 'vs.axis-dev.io/api-endpoint'

/**
 * `<line>-<number>-<attempt>-<stage>`. Stages may have any name: if Kubernetes would refuse it, or it exceeds 63 characters, its valid part is kept
 * and a digest added. The name follows from the run, so submitting twice adopts.
 */
export function pipelineRunName(run: Pick<Run, 'line' | 'number' | 'attempt'>, stage: string): string {
  const name = `${run.line}-${String(run.number)}-${String(run.attempt)}-${stage}`
  if (idPattern.test(name)) return name
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return `${plain.slice(0, 54).replace(/-+$/, '')}-${sha256(name).slice(0, 8)}`
}

/**
 * Builds the PipelineRun of a ready stage with all Tasks inlined. In a later attempt with an equal digest, finished tasks are left out and their
 * results replaced by values.
 */
export function stagePipelineRun(
  run: Run,
  frozen: StageSnapshot,
  options: { readonly at: string; readonly apiEndpoint: string },
): PipelineRun {
  const stage = run.stages[frozen.stage]
  const whole = wholePipelineRun(run, frozen, stage?.parameters ?? [], options)
  return stage !== undefined && hasSameDigestAsBefore(run, stage) ? reduceForRetry(whole, stage.taskRuns).run : whole
}

/** A stage's PipelineRun as far as known before the run, to check whether it could run. */
export function pipelineRunAhead(frozen: StageSnapshot): PipelineRun {
  const run = { id: 'ahead', project: 'ahead', line: 'line', number: 1, attempt: 1 }
  const parameters = frozen.parameters.map((one) => ({ ...one, value: one.value ?? '' }))
  return wholePipelineRun(run, frozen, parameters, { at: '', apiEndpoint: '' })
}

function hasSameDigestAsBefore(run: Run, { stage, digest, taskRuns }: StageRun): boolean {
  const before = run.attempts.findLast(({ attempt, digests }) => attempt < run.attempt && digests[stage] !== undefined)
  return digest !== undefined && before?.digests[stage] === digest && taskRuns.length > 0
}

function wholePipelineRun(
  run: Pick<Run, 'id' | 'project' | 'line' | 'number' | 'attempt' | 'trigger'>,
  frozen: StageSnapshot,
  parameters: readonly ResolvedParameter[],
  { at, apiEndpoint }: { readonly at: string; readonly apiEndpoint: string },
): PipelineRun {
  const { spec } = toV1Pipeline(frozen.pipeline)
  const inline = (task: PipelineTask): PipelineTask => inlineTask(task, frozen)
  const { app, name: deployment } = frozen.deployment
  return {
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata: {
      name: pipelineRunName(run, frozen.stage),
      namespace: run.project,
      creationTimestamp: at,
      labels: { [runLabels.run]: run.id, [runLabels.attempt]: String(run.attempt), [runLabels.stage]: frozen.stage },
      annotations: {
        [apiEndpointAnnotation]: apiEndpoint,
        ...(run.trigger?.isUntrusted === true ? { [isolationAnnotation]: anySandbox } : {}),
      },
    },
    spec: {
      pipelineSpec: {
        ...spec,
        tasks: spec.tasks.map(inline),
        ...(spec.finally === undefined ? {} : { finally: spec.finally.map(inline) }),
      },
      params: (spec.params ?? []).flatMap((declared) => paramOf(declared, parameters)),
      workspaces: (spec.workspaces ?? []).flatMap(({ name, optional }): WorkspaceBinding[] => {
        if (name === 'shared')
          return [{ name, subPath: `${app}/${deployment}`, persistentVolumeClaim: { claimName: run.id } }]
        return optional === true ? [] : [{ name, emptyDir: {} }]
      }),
    },
  }
}

/** Lists are passed as one text with commas (Value Stream); values from the Pipeline's own default are left to the Pipeline. */
function paramOf({ name, type, default: initial }: ParamSpec, parameters: readonly ResolvedParameter[]) {
  const resolved = parameters.find((parameter) => parameter.name === name)
  const value = resolved?.secret?.key ?? resolved?.value
  const fromDefault = resolved?.chain.some(({ won, layer }) => won && layer === 'default') === true
  if (value === undefined || (fromDefault && initial !== undefined)) return []
  const isList = type === 'array' || Array.isArray(initial)
  return [{ name, value: isList ? (value === '' ? [] : value.split(',')) : value }]
}

function inlineTask(task: PipelineTask, { tasks }: StageSnapshot): PipelineTask {
  const { taskRef, ...rest } = task
  if (taskRef === undefined || taskRef.apiVersion?.startsWith('tekton.dev/') === false) return task
  const found = tasks.find(({ metadata }) => metadata.name === taskRef.name)
  return found === undefined ? task : { ...rest, taskSpec: toV1Task(found).spec }
}
