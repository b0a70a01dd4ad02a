import type { GateView } from '#contract/gate-evidence.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { gateMessages } from './messages.ts'

/** The name of a gate: its title or name, or that of an environment's calendar. */
export function useGateTitle(): (gate: Pick<GateView, 'definition' | 'live' | 'environment'>) => string {
  const t = useMessages(gateMessages)
  return ({ definition, live, environment }) => {
    if (live && definition.requiredApprovals === 0) return t('calendarTitle', { environment })
    return definition.title ?? definition.name
  }
}

/** Who asked for a gate's run. For a machine, also the person behind it, who may not be allowed to approve. */
export function useRequester(): (gate: Pick<GateView, 'requestedBy' | 'behind'>) => string {
  const t = useMessages(gateMessages)
  return ({ requestedBy: { name }, behind }) =>
    behind === undefined ? name : t('machineOf', { machine: name, person: behind.name })
}
