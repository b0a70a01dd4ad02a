import type { RunSummary } from '#contract/run-lists.ts'
import type { Outline } from '#contract/outline.ts'
import { Suspense } from 'react'
import { inOrder } from '#client/environments.ts'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { lazyPart } from '#ui/lazy-part.ts'
import { FailedRuns } from './failed-runs.tsx'
import { FirstSteps } from './first-steps.tsx'
import { WaitsForYou } from './waits-for-you.tsx'

const LastDays = lazyPart(async () => (await import('./last-days.tsx')).LastDays)

export interface HomeSideProps {
  readonly project: string
  readonly line: { readonly name: string; readonly version: number } | undefined
  /** Undefined while loading. */
  readonly runs: readonly RunSummary[] | undefined
  readonly outline: Outline | undefined
  /** A narrow window shows what waits above the board instead. */
  readonly withoutWaiting: boolean
  /** Whether the board has been painted; the rest waits for it. */
  readonly isPainted: boolean
}

/** What needs this person's attention, most urgent first. */
export function HomeSide({ project, line, runs, outline, withoutWaiting, isPainted }: HomeSideProps) {
  if (!isPainted) return <aside className="lw-home-side" />
  const last = inOrder(outline?.environments ?? []).at(-1)?.name
  return (
    <aside className="lw-home-side">
      {withoutWaiting ? null : <WaitsForYou project={project} isPainted />}
      <FailedRuns project={project} runs={runs} />
      {last === undefined || runs?.some(({ reached }) => reached.includes(last)) !== true ? null : (
        <section className="lw-home-section">
          <Suspense fallback={<Skeleton rows={4} />}>
            <LastDays project={project} environment={last} />
          </Suspense>
        </section>
      )}
      {line === undefined || outline === undefined || runs === undefined ? null : (
        <FirstSteps project={project} line={line} runs={runs} outline={outline} />
      )}
    </aside>
  )
}
