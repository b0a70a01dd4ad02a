import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { usePlatform } from '#client/platform.ts'
import { meOptions } from '#client/queries/session.ts'
import type { readMe } from '#contract/session.ts'

const askAgainMilliseconds = 10_000

/** Whether the person is known to be no member of the project. Nothing tells them when they become one, so it is asked while they are none. */
export function useIsOutside(project: string | undefined): boolean {
  const { client } = usePlatform()
  const isOutside = (me: z.output<typeof readMe.response> | undefined): boolean =>
    project !== undefined && me?.memberships.some((one) => one.project.name === project) === false
  const { data } = useQuery({
    ...meOptions(client),
    refetchInterval: ({ state }) => (isOutside(state.data) ? askAgainMilliseconds : false),
  })
  return isOutside(data)
}
