import type { ReactNode } from 'react'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'

/** One log of a step, as the log pane wants it. */
export interface StepLog {
  readonly project: string
  readonly run: string
  readonly taskRun: string
  readonly retry: number
  readonly step: string
  /** How the step stands when its log is opened. */
  readonly state: 'running' | 'succeeded' | 'failed'
  /** Where its log says why it failed, from 0. */
  readonly firstError: number | undefined
  /** What names the attempt in an address of its lines. */
  readonly place: { readonly attempt: string }
}

/** What the run page shows but other features bring. */
export interface RunSlots {
  /** The log pane and the code viewer are features of their own; the app brings them together here. */
  readonly renderLog: (log: StepLog) => ReactNode
  readonly renderManifest: (file: AppliedManifest) => ReactNode
}

/** A manifest that a stage of a run applied, or is going to. */
export interface AppliedManifest {
  readonly project: string
  readonly run: string
  readonly line: string
  readonly stage: string
  readonly path: string
  readonly text: string
  readonly parameters: readonly ResolvedParameter[]
  /** The line of the text that the address asks for, from 1; 0 where it asks for none. */
  readonly at: number
}
