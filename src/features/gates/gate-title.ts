import type { GateView } from '#contract/gate-evidence.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { gateMessages } from './messages.ts'

/** What a gate is called: its title, its name, or what the calendar of an environment is. */
export function useGateTitle(): (gate: Pick<GateView, 'definition' | 'live' | 'environment'>) => string {
  const t = useMessages(gateMessages)
  return ({ definition, live, environment }) => {
    if (live && definition.requiredApprovals === 0) return t('calendarTitle', { environment })
    return definition.title ?? definition.name
  }
}

/** Who asked for the run of a gate; a machine with the person whose it is, who may be kept from approving. */
export function useRequester(): (gate: Pick<GateView, 'requestedBy' | 'behind'>) => string {
  const t = useMessages(gateMessages)
  return ({ requestedBy: { name }, behind }) =>
    behind === undefined ? name : t('machineOf', { machine: name, person: behind.name })
}
