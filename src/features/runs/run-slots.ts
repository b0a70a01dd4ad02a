import type { ReactNode } from 'react'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'

/** What the log pane needs to know of a step's log. */
export interface StepLog {
  readonly project: string
  readonly run: string
  readonly taskRun: string
  readonly retry: number
  readonly step: string
  /** The step's state when its log is opened. */
  readonly state: 'running' | 'succeeded' | 'failed'
  /** The line that says why it failed, from 0. */
  readonly firstError: number | undefined
  /** Parameters for addresses of its lines, which name the attempt. */
  readonly place: { readonly attempt: string }
}

/** Parts of the run page that other features provide. */
export interface RunSlots {
  /** Log pane and code viewer are features of their own, so the app passes them in. */
  readonly renderLog: (log: StepLog) => ReactNode
  readonly renderManifest: (file: AppliedManifest) => ReactNode
}

/** A manifest that a stage has applied or will apply. */
export interface AppliedManifest {
  readonly project: string
  readonly run: string
  readonly line: string
  readonly stage: string
  readonly path: string
  readonly text: string
  readonly parameters: readonly ResolvedParameter[]
  /** The line that the address asks for, from 1; 0 for none. */
  readonly at: number
}
