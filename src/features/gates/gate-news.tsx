import { useState } from 'react'
import type { GateView } from '#contract/gate-evidence.ts'
import { usePerson } from '#client/platform.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { gateMessages } from './messages.ts'
import { newsOf } from './news-of.ts'

const closings = {
  pending: 'pending',
  waiting: 'newsWaits',
  passed: 'passed',
  rejected: 'closedRejected',
  'timed-out': 'closedTimedOut',
  cancelled: 'closedCancelled',
  lifted: 'closedLifted',
} as const satisfies Record<GateView['gate']['state'], string>

/**
 * Announces what happens at a gate. An empty live region from the start, since screen readers only announce changes in
 * it.
 */
export function GateNews({ view }: { readonly view: GateView }) {
  const t = useMessages(gateMessages)
  const person = usePerson()
  const [before] = useState(view.gate)
  const news = newsOf(before, view.gate, person)
  function text(): string {
    if (news === undefined) return ''
    if (news.kind === 'closed') return t(closings[news.state])
    const { requiredApprovals: wanted } = view.definition
    return t('newsApproved', { name: news.vote.person.name, given: view.approvals, wanted })
  }
  return (
    <p className="lw-hidden" role="status">
      {text()}
    </p>
  )
}
