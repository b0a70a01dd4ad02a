import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { usePlatform } from '#client/platform.ts'
import { meOptions } from '#client/queries/session.ts'
import type { readMe } from '#contract/session.ts'

const askAgainMilliseconds = 10_000

/** `none`: never a member; `left`: was a member when this tab opened. Counts as `member` until the answer arrives. */
export type Membership = 'member' | 'left' | 'none'

/** Polls while the person is not a member, since no event announces that they became one. */
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
