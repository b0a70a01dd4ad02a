import { useQuery } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import type { GateView } from '#contract/gate-evidence.ts'
import { myGates } from '#client/my-gates.ts'
import { pathTo } from '#client/paths.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { gatesOptions } from '#client/queries/gates.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { useGateTitle } from './gate-title.ts'
import { gateMessages } from './messages.ts'
import { nextOf } from './next-of.ts'

/**
 * Leads on from a decision to the next gate that waits for this person; after a bypass, to what still holds the run.
 */
export function NextGate({ project, view }: { readonly project: string; readonly view: GateView }) {
  const t = useMessages(gateMessages)
  const { client } = usePlatform()
  const titleOf = useGateTitle()
  const person = usePerson()
  const gates = useQuery(gatesOptions(client, project))
  const waiting = gates.data?.gates ?? []
  // After a bypass, the run's other gates come first, calendars included: the emergency is not over until it passes.
  const urgent = view.gate.bypass === undefined ? [] : waiting.filter(({ run }) => run === view.run)
  const next = nextOf([...urgent, ...myGates(waiting, person)], view)
  if (next === undefined) return null
  return (
    <LinkButton
      icon={<ArrowRight size={16} aria-hidden />}
      to={pathTo('gate', { project, run: next.run, gate: next.key })}
    >
      {t('nextMine', { gate: titleOf(next), number: next.number })}
    </LinkButton>
  )
}
