import { queryOptions } from '@tanstack/react-query'
import { announcePresence } from '#contract/presence.ts'
import type { Client } from '../client.ts'

// Said three times before the server takes silence for the end of a tab.
const beat = 20_000

/** Says that this tab has a document open, and who else has; asked again by the clock, and when project events say that somebody came or went. */
export function presenceOptions(
  client: Client,
  at: { readonly project: string; readonly tab: string; readonly document: string; readonly editedAt?: string },
) {
  const { project, tab, document, editedAt } = at
  return queryOptions({
    queryKey: [project, 'presence', document, tab, editedAt ?? ''],
    queryFn: ({ signal }) =>
      client.ask(
        announcePresence,
        { params: { project, tab }, body: { document, ...(editedAt === undefined ? {} : { editedAt }) } },
        { signal },
      ),
    refetchInterval: beat,
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: true,
    staleTime: 0,
    gcTime: 0,
  })
}
