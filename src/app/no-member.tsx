import { FolderX } from 'lucide-react'
import { pathTo } from '#client/paths.ts'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { lateMessages } from './late-messages.ts'

/** In the place of every page of a project, for whoever was led there and is no member of it. */
export function NoMember({ project }: { readonly project: string }) {
  const t = useMessages(lateMessages)
  useTitle(project)
  return (
    <EmptyState
      icon={<FolderX size={24} aria-hidden />}
      title={t('notMine', { project })}
      text={t('notMineText')}
      action={<LinkButton to={pathTo('start', {})}>{t('toStart')}</LinkButton>}
    />
  )
}
