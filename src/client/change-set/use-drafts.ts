import { useQuery } from '@tanstack/react-query'
import { readLocalDraft, readLocalSteps } from './draft-store.ts'
import type { KeptDrafts } from './start-editor.ts'
import { usePerson, usePlatform } from '../platform.ts'
import { draftsOptions } from '../queries/drafts.ts'

/** The drafts of a subject, read again on every mount; undefined until server and browser have answered. */
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
    queryFn: async () => {
      const place = { project, person, subject }
      const [draft, steps] = await Promise.all([readLocalDraft(place), readLocalSteps(place)])
      return { draft, steps }
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
    gcTime: 0,
  })
  const isSettled = !drafts.isFetching && drafts.status !== 'pending' && local.data !== undefined && !local.isFetching
  return isSettled ? { server: drafts.data?.drafts[0], local: local.data.draft, steps: local.data.steps } : undefined
}
