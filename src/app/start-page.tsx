import { useQuery } from '@tanstack/react-query'
import { FolderOpen } from 'lucide-react'
import { Navigate, useNavigation } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { meOptions } from '#client/queries/session.ts'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { recall } from '#ui/storage.ts'
import { lateMessages } from './late-messages.ts'

/** Redirects to the person's last project, or to the first one. */
export function StartPage() {
  const t = useMessages(lateMessages)
  const { client } = usePlatform()
  const me = useQuery(meOptions(client))
  // After signing in, a navigation to the former page is already under way.
  const isLeaving = useNavigation().state === 'loading'
  if (isLeaving || me.isPending) return <Skeleton rows={4} />
  if (me.isError) return <ProblemPanel problem={problemOf(me.error)} onRetry={() => void me.refetch()} />
  const names = me.data.memberships.map((membership) => membership.project.name)
  const project = names.find((name) => name === recall('project')) ?? names[0]
  if (project !== undefined) return <Navigate replace to={pathTo('home', { project })} />
  const { id, email } = me.data.person
  return (
    <EmptyState
      isPage
      icon={<FolderOpen size={24} aria-hidden />}
      title={t('noProject')}
      text={`${t('noProjectText')} ${email === undefined ? t('knownAs', { id }) : t('knownWith', { id, email })}`}
    />
  )
}
