import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Failure } from '#client/client.ts'
import { pathTo } from '#client/paths.ts'
import type { Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'
import type { Run } from '#domain/run/state.ts'
import { useOffReason } from '#parts/off-reason.ts'

export interface Launch {
  readonly launch: () => void
  readonly isPending: boolean
  /** Why the person may not start it. */
  readonly reason: string | undefined
  readonly problem: Problem | undefined
}

/** Starts a run and opens its page. The form's key is sent along, so that a double press starts one run. */
export function useLaunch(project: string, start: (key: string) => Promise<Result<Run, Failure>>): Launch {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const offReason = useOffReason(project)
  const [key] = useState(() => crypto.randomUUID())
  const starting = useMutation({
    mutationFn: () => start(key),
    async onSuccess(answer) {
      if (!answer.ok) return
      await cache.invalidateQueries({ queryKey: [project, 'runs'] })
      await navigate(pathTo('run', { project, run: answer.value.id }))
    },
  })
  const reason = offReason('run.start')
  return {
    launch() {
      if (reason === undefined && !starting.isPending) starting.mutate()
    },
    isPending: starting.isPending,
    reason,
    problem: starting.data?.ok === false ? starting.data.error.problem : undefined,
  }
}
