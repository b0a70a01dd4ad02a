import type { PipelineTask } from './task.ts'

const approval = { apiVersion: 'openshift-pipelines.org/v1alpha1', kind: 'ApprovalTask' } as const

/** Whether a pipeline task is a custom task: it refers to another API than Tekton's own. */
export function isCustomTask({ taskRef }: Pick<PipelineTask, 'taskRef'>): boolean {
  return taskRef?.apiVersion !== undefined && !taskRef.apiVersion.startsWith('tekton.dev/')
}

/** Whether a pipeline task waits for a person (decision 15); its TaskRun is `Running` until it is answered. */
export function isApprovalTask({ taskRef }: Pick<PipelineTask, 'taskRef'>): boolean {
  return taskRef?.apiVersion === approval.apiVersion && taskRef.kind === approval.kind
}
