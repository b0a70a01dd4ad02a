import type { ReactNode } from 'react'
import type { Run } from '#domain/run/state.ts'
import { stepOf } from '../run-words.ts'
import { useDiagnosis } from './use-diagnosis.ts'

export interface ErrorLineProps {
  readonly run: Run
  readonly log: {
    readonly stage: string
    readonly taskRun: string
    readonly retry: number
    readonly step: string
    readonly state: string
  }
  /** Renders the log. The line counts from 0; undefined if no line says why, or while that is unknown. */
  readonly children: (line: number | undefined) => ReactNode
}

/** Finds the line of a failed step's log that says why it failed. */
export function ErrorLine({ run, log, children }: ErrorLineProps) {
  const stage = log.state === 'failed' ? run.stages[log.stage] : undefined
  const failed = stage === undefined ? undefined : stepOf(stage, log)
  const diagnosis = useDiagnosis(run.project, failed === undefined ? undefined : stage, failed)
  return children(diagnosis?.line)
}
