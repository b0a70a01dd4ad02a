import { skipToken, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { usePlatform } from '#client/platform.ts'
import { type DiagnosedLog, diagnoseLog } from '#domain/run/failure/diagnose-log.ts'
import { isApproval } from '#domain/run/run-state.ts'
import type { StageRun } from '#domain/run/state.ts'
import type { StepStatus, TaskRunStatus } from '#domain/tekton/run/status.ts'
import { failedStep } from '../run-words.ts'
import { diagnoseAside } from './ask-failure.ts'
import type { StatusEvidence } from './failure-reading.ts'
import { failureLogOptions } from '../stage/step-log.ts'

export interface DiagnosedFailure extends DiagnosedLog {
  /** The failed step's log is loading; until then, its exit code alone would say too little. */
  readonly isReading: boolean
}

/**
 * Why a stage or one of its steps failed: at once if the status is conclusive, else when the failed step's log is
 * loaded.
 */
export function useDiagnosis(
  project: string,
  stage: StageRun | undefined,
  failed = stage === undefined ? undefined : failedStep(stage),
): DiagnosedFailure | undefined {
  const platform = usePlatform()
  const { task, step } = failed ?? {}
  const address =
    task === undefined || step === undefined
      ? undefined
      : { taskRun: task.name, retry: String(task.retry), step: step.name }
  const log = useQuery({ ...failureLogOptions(platform, project, address), enabled: address !== undefined })
  const name = [project, address?.taskRun, address?.retry, address?.step].join(' ')
  const parts = log.data ?? []
  const evidence = stage === undefined ? undefined : evidenceOf(stage, task, step, log.isFetching)
  const found = useQuery({
    queryKey: [project, 'failure', name, evidence, log.dataUpdatedAt],
    queryFn: evidence === undefined || parts.length === 0 ? skipToken : () => diagnoseAside(evidence, parts),
    staleTime: Number.POSITIVE_INFINITY,
    // Keep what the first part revealed while the others are searched.
    placeholderData: (before, query) => (query?.queryKey[2] === name ? before : undefined),
  })
  const isReading = log.isFetching || found.isFetching
  return useMemo(() => {
    if (stage === undefined) return undefined
    return { ...(found.data ?? diagnoseLog(evidenceOf(stage, task, step, isReading), [])), isReading }
  }, [stage, task, step, isReading, found.data])
}

function evidenceOf(
  stage: StageRun,
  task: TaskRunStatus | undefined,
  step: StepStatus | undefined,
  isReading: boolean,
): StatusEvidence {
  const failed = task ?? stage.taskRuns.find((one) => one.condition.status === 'False')
  const condition = failed?.condition
  // Tekton has no reason of its own for a rejected approval.
  const isRejected =
    failed !== undefined && isApproval(stage, failed) && failed.condition.reason !== 'CustomRunCancelled'
  return {
    exitCode: isReading ? undefined : step?.exitCode,
    reasons: [isRejected ? 'Rejected' : undefined, step?.reason, condition?.reason, stage.reason].filter(
      (reason) => reason !== undefined,
    ),
    messages: [condition?.message, stage.message].filter((message) => message !== undefined),
  }
}
