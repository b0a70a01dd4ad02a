import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { z } from 'zod'
import { usePlatform } from '#client/platform.ts'
import { decideGate, withdrawVote } from '#contract/gate-decisions.ts'
import type { GateView } from '#contract/gate-evidence.ts'
import type { Problem } from '#domain/problem.ts'
import { showOutcome } from './decision-id.ts'

type Decision = Omit<z.input<NonNullable<typeof decideGate.body>>, 'evidence'> | { readonly decision: 'withdraw' }

/** Sends a person's decision on the evidence of one digest, and keeps the reason if it does not count. */
export function useDecision(
  project: string,
  view: Pick<GateView, 'run' | 'key'>,
  digest: string,
  onReload: () => void,
) {
  const { client } = usePlatform()
  const cache = useQueryClient()
  const [seenDigest, setSeenDigest] = useState(digest)
  const [problem, setProblem] = useState<Problem>()
  // A ref rather than state, since the second click of a double click comes before the next render.
  const isSent = useRef(false)
  const decide = useMutation({
    mutationFn: (decision: Decision) => {
      const params = { project, run: view.run, gate: view.key }
      return decision.decision === 'withdraw'
        ? client.call(withdrawVote, { params })
        : client.call(decideGate, { params, body: { ...decision, evidence: digest } })
    },
    onSuccess: (result) => {
      setProblem(result.ok ? undefined : result.error.problem)
      if (result.ok) setSeenDigest(digest)
      if (!result.ok && result.error.problem.code === 'evidence-changed') onReload()
      // Resolves when the page shows the outcome, and the buttons are off until then. A vote that came too late
      // refetches the gate as well, to show who was faster.
      const refreshed = cache.invalidateQueries({ queryKey: result.ok ? [project] : [project, 'gate'] })
      return result.ok ? refreshed.then(showOutcome) : refreshed
    },
    onSettled: () => (isSent.current = false),
  })
  return {
    send(decision: Decision): void {
      if (isSent.current) return
      isSent.current = true
      decide.mutate(decision)
    },
    /** The decision being sent. */
    pending: decide.isPending ? decide.variables.decision : undefined,
    problem,
    /** Whether the evidence has changed since it was last seen. */
    hasChanged: seenDigest !== digest,
    markSeen(): void {
      setSeenDigest(digest)
      setProblem(undefined)
    },
  }
}
