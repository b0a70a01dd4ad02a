import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { usePlatform } from '#client/platform.ts'
import { runsOptions } from '#client/queries/run-lists.ts'
import type { Run } from '#domain/run/state.ts'
import { type UsualTimes, usualTimes } from '#domain/run/usual-times.ts'

/** How long this line's stages usually take, from its last twenty runs before this one. */
export function useUsualTimes({ project, line, number }: Run): UsualTimes {
  const { client } = usePlatform()
  const { data } = useQuery({ ...runsOptions(client, project, { line, limit: 21 }), staleTime: 60_000 })
  return useMemo(
    () =>
      usualTimes(
        (data?.runs ?? [])
          .filter((run) => run.number < number)
          .map(({ state, startedAt, endedAt, stages }) => ({
            state,
            stages,
            ...(endedAt === undefined ? {} : { milliseconds: Date.parse(endedAt) - Date.parse(startedAt) }),
          })),
      ),
    [data, number],
  )
}
