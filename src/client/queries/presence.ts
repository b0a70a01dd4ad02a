import { queryOptions } from '@tanstack/react-query'
import { announcePresence } from '#contract/presence.ts'
import type { Client } from '../client.ts'

// In milliseconds; the server considers a tab gone after three missed beats.
const beat = 20_000

/** Announces that this tab has a document open, and reads who else has. Repeated by timer and when project events announce a change. */
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
