import { useQuery } from '@tanstack/react-query'
import { usePlatform } from '#client/platform.ts'
import { classifyFailure, excerptOf, type Diagnosis } from '#domain/run/failure/classify-failure.ts'
import type { StageRun } from '#domain/run/state.ts'
import { failedStep } from './run-words.ts'
import { stepLogOptions } from './step-log.ts'

export interface DiagnosedFailure extends Diagnosis {
  /** Whether the log of the failed step is known. */
  readonly isRead: boolean
  /** Lines around the first error; `from` counts from 0. */
  readonly excerpt: { readonly from: number; readonly lines: readonly string[] } | undefined
}

/** Why a stage failed: at once from its status, and better as soon as the log of the failed step is read. */
export function useDiagnosis(project: string, stage: StageRun): DiagnosedFailure {
  const platform = usePlatform()
  const failed = failedStep(stage)
  const address =
    failed === undefined
      ? undefined
      : { taskRun: failed.task.name, retry: String(failed.task.retry), step: failed.step.name }
  const { data: lines = [], isSuccess: isRead } = useQuery({
    ...stepLogOptions(platform, project, address),
    enabled: address !== undefined,
  })
  const condition = (failed?.task ?? stage.taskRuns.find((task) => task.condition.status === 'False'))?.condition
  const diagnosis = classifyFailure({
    exitCode: failed?.step.exitCode,
    reasons: [failed?.step.reason, condition?.reason, stage.reason].filter((reason) => reason !== undefined),
    messages: [condition?.message, stage.message].filter((message) => message !== undefined),
    lines,
  })
  return { ...diagnosis, isRead, excerpt: diagnosis.line === undefined ? undefined : excerptOf(lines, diagnosis.line) }
}
