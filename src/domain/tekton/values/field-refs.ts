import type { PipelineRun } from '../pipeline.ts'
import type { EnvVar, Step } from '../task.ts'
import { guardText } from '../launch/substitute-step.ts'
import { taskRunUid } from '../run/task-run-rules.ts'

/** The Pod of a TaskRun as far as a step may ask for it: its metadata, which Tekton carries over from the PipelineRun. */
export interface PodMetadata {
  readonly name: string
  readonly namespace: string
  readonly uid: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

const keyed = /^metadata\.(labels|annotations)\['([^']+)'\]$/

/** Whether the local engines can answer a `fieldRef` (Kubernetes' downward API, without what only a node knows). */
export function isKnownField(fieldPath: string): boolean {
  return ['metadata.name', 'metadata.namespace', 'metadata.uid'].includes(fieldPath) || keyed.test(fieldPath)
}

/** Metadata of the Pod that a cluster would start for a TaskRun. */
export function podMetadata({ metadata }: PipelineRun, taskRun: string, pipelineTask: string): PodMetadata {
  return {
    name: `${taskRun}-pod`,
    namespace: metadata.namespace ?? 'default',
    uid: taskRunUid({ metadata }, `${taskRun}-pod`),
    labels: {
      ...metadata.labels,
      'tekton.dev/pipelineRun': metadata.name,
      'tekton.dev/pipelineTask': pipelineTask,
      'tekton.dev/taskRun': taskRun,
    },
    annotations: metadata.annotations ?? {},
  }
}

/** Puts values in the place of `fieldRef`s, so that an executor has literals and secrets only; a missing label or annotation is empty. */
export function resolveFieldRefs<S extends Pick<Step, 'env'>>(step: S, pod: PodMetadata): S {
  if (step.env === undefined) return step
  return { ...step, env: step.env.map((variable) => resolve(variable, pod)) }
}

function resolve(variable: EnvVar, pod: PodMetadata): EnvVar {
  const fieldPath = variable.valueFrom?.fieldRef?.fieldPath
  if (fieldPath === undefined) return variable
  const { valueFrom: _, ...rest } = variable
  // Kubernetes takes the value as it is: a `$` in it begins no reference, neither Tekton's nor one to a variable.
  return { ...rest, value: guardText(valueOf(fieldPath, pod).replaceAll('$', '$$$$')) }
}

/** Value of a field of the Pod, as the downward API gives it. */
export function valueOf(fieldPath: string, pod: PodMetadata): string {
  const [, group, key] = keyed.exec(fieldPath) ?? []
  if (group === 'labels') return pod.labels[key ?? ''] ?? ''
  if (group === 'annotations') return pod.annotations[key ?? ''] ?? ''
  if (fieldPath === 'metadata.namespace') return pod.namespace
  return fieldPath === 'metadata.uid' ? pod.uid : pod.name
}
