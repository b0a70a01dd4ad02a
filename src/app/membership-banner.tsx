import { useMessages } from '#ui/i18n/use-messages.tsx'
import { appMessages } from './messages.ts'
import { useMembership } from './use-membership.ts'

/** Says that the person is no longer a member of the project: every request is refused until they are added again. */
export function MembershipBanner({ project }: { readonly project: string | undefined }) {
  const t = useMessages(appMessages)
  const membership = useMembership(project)
  if (project === undefined || membership !== 'left') return null
  return (
    <div className="lw-banner" role="status">
      <span className="lw-grow">{t('noMember', { project })}</span>
    </div>
  )
}
