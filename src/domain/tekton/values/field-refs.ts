import type { PipelineRun } from '../pipeline.ts'
import type { EnvVar, Step } from '../task.ts'
import { guardText } from '../launch/substitute-step.ts'
import { taskRunUid } from '../run/task-run-rules.ts'

/** The Pod of a TaskRun as far as steps can query it: metadata that Tekton copies from the PipelineRun. */
export interface PodMetadata {
  readonly name: string
  readonly namespace: string
  readonly uid: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

const keyed = /^metadata\.(labels|annotations)\['([^']+)'\]$/

/** Whether the local engines support a `fieldRef` (Kubernetes' downward API, except for what only a node knows). */
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

/** Replaces `fieldRef`s by values, so that an executor only gets literals and secrets; a missing label or annotation becomes empty. */
export function resolveFieldRefs<S extends Pick<Step, 'env'>>(step: S, pod: PodMetadata): S {
  if (step.env === undefined) return step
  return { ...step, env: step.env.map((variable) => resolve(variable, pod)) }
}

function resolve(variable: EnvVar, pod: PodMetadata): EnvVar {
  const fieldPath = variable.valueFrom?.fieldRef?.fieldPath
  if (fieldPath === undefined) return variable
  const { valueFrom: _, ...rest } = variable
  // Kubernetes takes the value as it is: a `$` in it starts no reference, neither of Tekton nor to a variable.
  return { ...rest, value: guardText(valueOf(fieldPath, pod).replaceAll('$', '$$$$')) }
}

/** Value of a field of the Pod, as in the downward API. */
export function valueOf(fieldPath: string, pod: PodMetadata): string {
  const [, group, key] = keyed.exec(fieldPath) ?? []
  if (group === 'labels') return pod.labels[key ?? ''] ?? ''
  if (group === 'annotations') return pod.annotations[key ?? ''] ?? ''
  if (fieldPath === 'metadata.namespace') return pod.namespace
  return fieldPath === 'metadata.uid' ? pod.uid : pod.name
}
