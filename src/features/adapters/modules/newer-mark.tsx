import { useQuery } from '@tanstack/react-query'
import { CircleArrowUp } from 'lucide-react'
import { usePlatform } from '#client/platform.ts'
import { moduleRevisionsOptions } from '#client/queries/modules.ts'
import { newerRevision } from '#domain/adapters/modules/newer-revision.ts'
import type { ProjectModule } from '#domain/adapters/modules/project-module.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { shortDigest } from '#ui/text/values.tsx'
import { moduleMessages } from './module-messages.ts'

/** Links to the upgrade if the module's repository has a newer version. Silent if the repository does not answer. */
export function NewerMark({ project, module }: { readonly project: string; readonly module: ProjectModule }) {
  const t = useMessages(moduleMessages)
  const { client } = usePlatform()
  const { data } = useQuery(moduleRevisionsOptions(client, project, module))
  const newer = newerRevision(module, data?.revisions ?? [])
  if (newer === undefined) return null
  const { name, commit } = newer
  const to = new URLSearchParams({ view: 'modules', upgrade: module.name, to: name })
  return (
    <LinkButton kind="quiet" icon={<CircleArrowUp size={16} aria-hidden />} to={`?${to.toString()}`}>
      {t('newer', { revision: name === module.revision ? shortDigest(commit) : name })}
    </LinkButton>
  )
}
