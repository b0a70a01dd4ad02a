import { useQueries } from '@tanstack/react-query'
import { Link } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { commitsOptions } from '#client/queries/commits.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { newRunMessages } from './messages.ts'

export interface NoCodeProps {
  readonly project: string
  readonly repositories: readonly string[]
}

/** Warns before a run whose builds would find nothing: a repository that was made for an application begins empty. */
export function NoCode({ project, repositories }: NoCodeProps) {
  const t = useMessages(newRunMessages)
  const format = useFormat()
  const { client } = usePlatform()
  const commits = useQueries({
    queries: repositories.map((repository) => ({ ...commitsOptions(client, project, repository), retry: false })),
  })
  const empty = repositories.filter((_, index) => commits[index]?.data?.hasCode === false)
  if (empty.length === 0) return null
  return (
    <p role="note">
      {t('noCode', { repositories: format.list(empty) })}{' '}
      <Link to={pathTo('applications', { project })}>{t('pushFirst')}</Link>
    </p>
  )
}
