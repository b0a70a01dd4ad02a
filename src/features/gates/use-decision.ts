import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { z } from 'zod'
import { usePlatform } from '#client/platform.ts'
import { decideGate, withdrawVote } from '#contract/gate-decisions.ts'
import type { GateView } from '#contract/gate-evidence.ts'
import type { Problem } from '#domain/problem.ts'
import { showOutcome } from './decision-id.ts'

type Decision = Omit<z.input<NonNullable<typeof decideGate.body>>, 'evidence'> | { readonly decision: 'withdraw' }

/** Sends what a person decides about a gate, for the evidence of one digest, and keeps what kept it from counting. */
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
  // The second click of a double one comes before anything is painted.
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
      // Who was told that it is decided already wants to see by whom. The buttons rest until the page shows what came of the click.
      const shown = cache.invalidateQueries({ queryKey: result.ok ? [project] : [project, 'gate'] })
      return result.ok ? shown.then(showOutcome) : shown
    },
    onSettled: () => (isSent.current = false),
  })
  return {
    send(decision: Decision): void {
      if (isSent.current) return
      isSent.current = true
      decide.mutate(decision)
    },
    /** What is under way. */
    pending: decide.isPending ? decide.variables.decision : undefined,
    problem,
    /** Whether the evidence is another one than was seen last. */
    hasChanged: seenDigest !== digest,
    markSeen(): void {
      setSeenDigest(digest)
      setProblem(undefined)
    },
  }
}
