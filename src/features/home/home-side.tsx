import type { RunSummary } from '#contract/run-lists.ts'
import type { Outline } from '#contract/outline.ts'
import { inOrder } from '#client/environments.ts'
import { useAnswered } from '#client/use-answered.ts'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { FailedRuns } from './failed-runs.tsx'
import { FirstSteps } from './first-steps.tsx'
import { LastDays } from './last-days.tsx'
import { WaitsForYou } from './waits-for-you.tsx'

export interface HomeSideProps {
  readonly project: string
  readonly line: { readonly name: string; readonly version: number } | undefined
  /** Undefined if they could not be had. */
  readonly runs: readonly RunSummary[] | undefined
  readonly outline: Outline | undefined
  /** A narrow window shows what waits above the board instead. */
  readonly withoutWaiting: boolean
}

/** What needs this person's attention, most urgent first; shown at once, when all of it is known. */
export function HomeSide({ project, line, runs, outline, withoutWaiting }: HomeSideProps) {
  const isAnswered = useAnswered(project)
  const last = inOrder(outline?.environments ?? []).at(-1)?.name
  return (
    <>
      {isAnswered ? null : <Skeleton rows={8} />}
      <div hidden={!isAnswered}>
        {withoutWaiting ? null : <WaitsForYou project={project} />}
        <FailedRuns project={project} runs={runs} />
        {last === undefined || runs?.some(({ reached }) => reached.includes(last)) !== true ? null : (
          <LastDays project={project} environment={last} />
        )}
        {line === undefined || outline === undefined || runs === undefined ? null : (
          <FirstSteps project={project} line={line} runs={runs} outline={outline} />
        )}
      </div>
    </>
  )
}
