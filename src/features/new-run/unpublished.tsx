import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { draftsOptions } from '#client/queries/drafts.ts'
import { documentId } from '#domain/documents.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { newRunMessages } from './messages.ts'

/** Warns somebody with an unpublished draft that the run will use what is published. */
export function Unpublished({ project, line }: { readonly project: string; readonly line: string }) {
  const t = useMessages(newRunMessages)
  const { client } = usePlatform()
  const drafts = useQuery({ ...draftsOptions(client, project), refetchOnMount: 'always' })
  const has = (subject: string): boolean => drafts.data?.drafts.some((draft) => draft.subject === subject) === true
  const ofLine = has(documentId('line', line))
  if (!ofLine && !has('project')) return null
  return (
    <p role="note">
      {t(ofLine ? 'draftOfLine' : 'draftOfValues')}{' '}
      <Link to={ofLine ? pathTo('line', { project, line }, { publish: '1' }) : pathTo('parameters', { project })}>
        {t('lookAtDraft')}
      </Link>
    </p>
  )
}
