import { useQuery } from '@tanstack/react-query'
import { usePlatform } from '#client/platform.ts'
import { meOptions } from '#client/queries/session.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { appMessages } from './messages.ts'

/** Says that the person has left the project while they were working there: every request is refused from then on. */
export function MembershipBanner({ project }: { readonly project: string | undefined }) {
  const t = useMessages(appMessages)
  const { client } = usePlatform()
  const { data } = useQuery(meOptions(client))
  if (project === undefined || data?.memberships.some((one) => one.project.name === project) !== false) return null
  return (
    <div className="lw-banner" role="status">
      <span className="lw-grow">{t('noMember', { project })}</span>
    </div>
  )
}
