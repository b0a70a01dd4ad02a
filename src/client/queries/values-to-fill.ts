import { queryOptions } from '@tanstack/react-query'
import type { Client } from '../client.ts'

/** What this person has yet to fill; asked whenever somebody comes to see it, since drafts are saved without a word. */
export function valuesToFillOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'values-to-fill'],
    async queryFn({ signal }) {
      const { listValuesToFill } = await import('#contract/values-to-fill.ts')
      return client.ask(listValuesToFill, { params: { project } }, { signal })
    },
    refetchOnMount: 'always',
  })
}
