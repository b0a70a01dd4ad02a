import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { usePlatform } from '#client/platform.ts'
import { type DiagnosedLog, diagnoseLog } from '#domain/run/failure/diagnose-log.ts'
import type { StageRun } from '#domain/run/state.ts'
import { failedStep } from '../run-words.ts'
import { failureLogOptions } from '../stage/step-log.ts'

export interface DiagnosedFailure extends DiagnosedLog {
  /** The log of the failed step is on its way: what its exit code alone would say is not said yet. */
  readonly isReading: boolean
}

/** Why a stage failed, if it did: at once where its status says so for certain, else as soon as the log of the failed step is read. */
export function useDiagnosis(project: string, stage: StageRun | undefined): DiagnosedFailure | undefined {
  const platform = usePlatform()
  const failed = stage === undefined ? undefined : failedStep(stage)
  const address =
    failed === undefined
      ? undefined
      : { taskRun: failed.task.name, retry: String(failed.task.retry), step: failed.step.name }
  const log = useQuery({ ...failureLogOptions(platform, project, address), enabled: address !== undefined })
  const isReading = log.isPending && address !== undefined
  // Tens of thousands of lines are looked through by dozens of patterns: once, and not with every event of the run.
  return useMemo(
    () => (stage === undefined ? undefined : { ...diagnoseStage(stage, isReading, log.data ?? []), isReading }),
    [stage, isReading, log.data],
  )
}

function diagnoseStage(stage: StageRun, isReading: boolean, parts: Parameters<typeof diagnoseLog>[1]): DiagnosedLog {
  const failed = failedStep(stage)
  const condition = (failed?.task ?? stage.taskRuns.find((task) => task.condition.status === 'False'))?.condition
  return diagnoseLog(
    {
      exitCode: isReading ? undefined : failed?.step.exitCode,
      reasons: [failed?.step.reason, condition?.reason, stage.reason].filter((reason) => reason !== undefined),
      messages: [condition?.message, stage.message].filter((message) => message !== undefined),
    },
    parts,
  )
}
