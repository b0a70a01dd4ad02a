import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { usePlatform } from '#client/platform.ts'
import { meOptions } from '#client/queries/session.ts'
import type { readMe } from '#contract/session.ts'

const askAgainMilliseconds = 10_000

/** `none` was never a member, `left` was one when this tab opened. Counts as `member` until the answer is there. */
export type Membership = 'member' | 'left' | 'none'

/** No event tells people that they have become a member, so this polls while they are none. */
export function useMembership(project: string | undefined): Membership {
  const { client } = usePlatform()
  const isIn = (me: z.output<typeof readMe.response> | undefined): boolean | undefined =>
    project === undefined ? undefined : me?.memberships.some((one) => one.project.name === project)
  const { data } = useQuery({
    ...meOptions(client),
    refetchInterval: ({ state }) => (isIn(state.data) === false ? askAgainMilliseconds : false),
  })
  const [wasIn, setWasIn] = useState<string>()
  if (isIn(data) === true && wasIn !== project) setWasIn(project)
  if (isIn(data) !== false) return 'member'
  return wasIn === project ? 'left' : 'none'
}
