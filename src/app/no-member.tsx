import { FolderX } from 'lucide-react'
import { pathTo } from '#client/paths.ts'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { lateMessages } from './late-messages.ts'

/** Stands in for every page of a project that the person is not a member of. */
export function NoMember({ project }: { readonly project: string }) {
  const t = useMessages(lateMessages)
  useTitle(project)
  return (
    <EmptyState
      isPage
      icon={<FolderX size={24} aria-hidden />}
      title={t('notMine', { project })}
      text={t('notMineText')}
      action={<LinkButton to={pathTo('start', {})}>{t('toStart')}</LinkButton>}
    />
  )
}
