import { useQuery } from '@tanstack/react-query'
import { readLocalDraft } from './draft-store.ts'
import type { KeptDrafts } from './start-editor.ts'
import { usePerson, usePlatform } from '../platform.ts'
import { draftsOptions } from '../queries/drafts.ts'

/** The drafts of a subject, asked for anew whenever somebody comes to it; undefined until both answers are there. */
export function useDrafts(project: string, subject: string): KeptDrafts | undefined {
  const { client } = usePlatform()
  const person = usePerson()
  const drafts = useQuery({
    ...draftsOptions(client, project, subject),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  })
  const local = useQuery({
    queryKey: [project, 'local-draft', person, subject],
    queryFn: async () => (await readLocalDraft({ project, person, subject })) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
    gcTime: 0,
  })
  const isSettled = !drafts.isFetching && drafts.status !== 'pending' && local.data !== undefined && !local.isFetching
  return isSettled ? { server: drafts.data?.drafts[0], local: local.data ?? undefined } : undefined
}
