import { useQuery } from '@tanstack/react-query'
import { createContext } from 'react'
import { followRun } from '#client/live/runs.ts'
import { type Platform, usePlatform } from '#client/platform.ts'
import type { StoredRunEvent } from '#domain/run/events.ts'
import { foldRun } from '#domain/run/evolve.ts'
import type { Run } from '#domain/run/state.ts'

/** Whether an earlier attempt is shown; actions on a run are only possible at its newest. */
export const IsPastAttempt = createContext(false)

/**
 * A run as it was at the end of an earlier attempt: its events up to the beginning of the next. Undefined for the
 * newest attempt.
 */
export function usePastAttempt(run: Run, attempt: number | undefined): Run | undefined {
  const platform = usePlatform()
  const isPast = attempt !== undefined && attempt >= 1 && attempt < run.attempt
  const { data } = useQuery({
    queryKey: [run.project, 'attempt', run.id, attempt],
    queryFn: ({ signal }) => readAttempt(platform, run, attempt ?? 1, signal),
    enabled: isPast,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
  return isPast ? data : undefined
}

function readAttempt(platform: Platform, { project, id }: Run, attempt: number, signal: AbortSignal): Promise<Run> {
  return new Promise((resolve, reject) => {
    const events: StoredRunEvent[] = []
    const stop = followRun(platform, project, id, 0, {
      onItem(stored) {
        if (stored.event.kind === 'attempt-started' && stored.event.attempt === attempt + 1) {
          stop()
          const run = foldRun(project, events)
          if (run !== undefined) resolve(run)
        } else events.push(stored)
      },
    })
    signal.addEventListener('abort', () => {
      stop()
      reject(new DOMException('Not wanted any more', 'AbortError'))
    })
  })
}
