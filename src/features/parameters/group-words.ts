import { useMessages } from '#ui/i18n/use-messages.tsx'
import { parametersMessages } from './messages.ts'

/** Names of the groups that do not come from adapters. */
export function useGroupWords(): (group: string) => string {
  const t = useMessages(parametersMessages)
  return (group) =>
    group === 'secrets'
      ? t('groupSecrets')
      : group === 'related'
        ? t('groupRelated')
        : group === 'unused'
          ? t('groupUnused')
          : group
}
