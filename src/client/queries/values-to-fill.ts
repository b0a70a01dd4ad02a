import { queryOptions } from '@tanstack/react-query'
import type { Client } from '../client.ts'

/** The values that this person's drafts still need. Refetched on every mount, since saving drafts sends no event. */
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
