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
  /** Shows the log; the line counts from 0, and is absent where no line says why, or it is not known yet. */
  readonly children: (line: number | undefined) => ReactNode
}

/** Where the log of a failed step says why it failed, for whoever shows the log. */
export function ErrorLine({ run, log, children }: ErrorLineProps) {
  const stage = log.state === 'failed' ? run.stages[log.stage] : undefined
  const failed = stage === undefined ? undefined : stepOf(stage, log)
  const diagnosis = useDiagnosis(run.project, failed === undefined ? undefined : stage, failed)
  return children(diagnosis?.line)
}
