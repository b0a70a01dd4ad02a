import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type UsualTimes, usualTimes } from '#domain/run/times/usual-times.ts'
import { usePlatform } from './platform.ts'
import { runsOptions } from './queries/run-lists.ts'

/** How long a line's stages usually take, from its last twenty runs, or those before the run with this number. */
export function useUsualTimes(project: string, line: string, number = Number.POSITIVE_INFINITY): UsualTimes {
  const { client } = usePlatform()
  // Averages change little, so this key is not among those that run events invalidate.
  const queryKey = [project, 'usual-times', line]
  const { data } = useQuery({ ...runsOptions(client, project, { line, limit: 21 }), queryKey, staleTime: 60_000 })
  return useMemo(
    () =>
      usualTimes(
        (data?.runs ?? [])
          .filter((run) => run.number < number)
          // A rollback is a run of one stage: its duration says nothing about the line.
          .map(({ state, stages, worked, rollback }) => ({
            state,
            stages,
            ...(rollback === undefined ? { milliseconds: worked } : {}),
          })),
      ),
    [data, number],
  )
}
