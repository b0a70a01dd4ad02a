import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { usePlatform } from '#client/platform.ts'
import { type DiagnosedLog, diagnoseLog } from '#domain/run/failure/diagnose-log.ts'
import type { StageRun } from '#domain/run/state.ts'
import type { StepStatus, TaskRunStatus } from '#domain/tekton/run/status.ts'
import { failedStep } from '../run-words.ts'
import { failureLogOptions } from '../stage/step-log.ts'

export interface DiagnosedFailure extends DiagnosedLog {
  /** The log of the failed step is on its way: what its exit code alone would say is not said yet. */
  readonly isReading: boolean
}

/**
 * Why a stage failed, if it did, or a step of it: at once where its status says so for certain, else as soon as the log of the failed step is read.
 */
export function useDiagnosis(
  project: string,
  stage: StageRun | undefined,
  failed = stage === undefined ? undefined : failedStep(stage),
): DiagnosedFailure | undefined {
  const platform = usePlatform()
  const address =
    failed === undefined
      ? undefined
      : { taskRun: failed.task.name, retry: String(failed.task.retry), step: failed.step.name }
  const log = useQuery({ ...failureLogOptions(platform, project, address), enabled: address !== undefined })
  const isReading = log.isFetching
  const { task, step } = failed ?? {}
  // Tens of thousands of lines are looked through by dozens of patterns: once, and not with every event of the run.
  return useMemo(
    () =>
      stage === undefined
        ? undefined
        : { ...diagnoseLog(evidenceOf(stage, task, step, isReading), log.data ?? []), isReading },
    [stage, task, step, isReading, log.data],
  )
}

function evidenceOf(
  stage: StageRun,
  task: TaskRunStatus | undefined,
  step: StepStatus | undefined,
  isReading: boolean,
): Parameters<typeof diagnoseLog>[0] {
  const condition = (task ?? stage.taskRuns.find((one) => one.condition.status === 'False'))?.condition
  return {
    exitCode: isReading ? undefined : step?.exitCode,
    reasons: [step?.reason, condition?.reason, stage.reason].filter((reason) => reason !== undefined),
    messages: [condition?.message, stage.message].filter((message) => message !== undefined),
  }
}
