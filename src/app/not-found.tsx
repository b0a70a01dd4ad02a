import { SearchX } from 'lucide-react'
import { pathTo } from '#client/paths.ts'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { lateMessages } from './late-messages.ts'

export function NotFound() {
  const t = useMessages(lateMessages)
  useTitle(t('notFound'))
  return (
    <EmptyState
      isPage
      icon={<SearchX size={24} aria-hidden />}
      title={t('notFound')}
      text={t('notFoundText')}
      action={<LinkButton to={pathTo('start', {})}>{t('toStart')}</LinkButton>}
    />
  )
}
