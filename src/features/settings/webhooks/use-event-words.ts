import type { DeliveryView } from '#contract/webhooks.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { settingsMessages } from '../messages.ts'

/** Names of a webhook's events. */
export function useEventWords(): Readonly<Record<DeliveryView['event'], string>> {
  const t = useMessages(settingsMessages)
  return {
    'gate-opened': t('gateOpened'),
    'gate-commented': t('gateCommented'),
    'gate-bypassed': t('gateBypassed'),
    'run-ended': t('runEnded'),
    'proposal-made': t('proposalMade'),
    test: t('testEvent'),
  }
}
