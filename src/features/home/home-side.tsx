import type { RunSummary } from '#contract/run-lists.ts'
import type { Outline } from '#contract/outline.ts'
import { FailedRuns } from './failed-runs.tsx'
import { FirstSteps } from './first-steps.tsx'
import { WaitingGates } from './waiting-gates.tsx'

export interface HomeSideProps {
  readonly project: string
  readonly line: { readonly name: string; readonly version: number } | undefined
  /** Nothing until they are known. */
  readonly runs: readonly RunSummary[] | undefined
  readonly outline: Outline | undefined
  /** Whether the gates are told elsewhere: a narrow window has them above the board. */
  readonly withoutGates: boolean
}

/** What asks for the person, in the order of urgency. */
export function HomeSide({ project, line, runs, outline, withoutGates }: HomeSideProps) {
  return (
    <aside className="lw-home-side">
      {withoutGates ? null : <WaitingGates project={project} />}
      <FailedRuns project={project} runs={runs} />
      {line === undefined || outline === undefined || runs === undefined ? null : (
        <FirstSteps project={project} line={line} runs={runs} outline={outline} />
      )}
    </aside>
  )
}
