import { useQuery } from '@tanstack/react-query'
import { usePlatform } from '#client/platform.ts'
import { classifyFailure, excerptOf, lastLines, type Diagnosis } from '#domain/run/failure/classify-failure.ts'
import type { StageRun } from '#domain/run/state.ts'
import { failedStep } from './run-words.ts'
import { stepLogOptions } from './step-log.ts'

export interface DiagnosedFailure extends Diagnosis {
  /** The log of the failed step is on its way: what its exit code alone would say is not said yet. */
  readonly isReading: boolean
  /** Lines around the first error, or the last ones where none says why; `from` counts from 0. */
  readonly excerpt: { readonly from: number; readonly lines: readonly string[] } | undefined
}

/** Why a stage failed: at once where its status says so for certain, else as soon as the log of the failed step is read. */
export function useDiagnosis(project: string, stage: StageRun): DiagnosedFailure {
  const platform = usePlatform()
  const failed = failedStep(stage)
  const address =
    failed === undefined
      ? undefined
      : { taskRun: failed.task.name, retry: String(failed.task.retry), step: failed.step.name }
  const log = useQuery({ ...stepLogOptions(platform, project, address), enabled: address !== undefined })
  const isReading = log.isPending && address !== undefined
  const lines = log.data ?? []
  const condition = (failed?.task ?? stage.taskRuns.find((task) => task.condition.status === 'False'))?.condition
  const diagnosis = classifyFailure({
    exitCode: isReading ? undefined : failed?.step.exitCode,
    reasons: [failed?.step.reason, condition?.reason, stage.reason].filter((reason) => reason !== undefined),
    messages: [condition?.message, stage.message].filter((message) => message !== undefined),
    lines,
  })
  const excerpt = diagnosis.line === undefined ? lastLines(lines) : excerptOf(lines, diagnosis.line)
  return { ...diagnosis, isReading, excerpt: excerpt.lines.length === 0 ? undefined : excerpt }
}
