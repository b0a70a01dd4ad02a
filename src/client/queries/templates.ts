import { queryOptions } from '@tanstack/react-query'
import { listTemplates } from '#contract/templates.ts'
import type { Client } from '../client.ts'

export function templatesOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'templates'],
    queryFn: ({ signal }) => client.ask(listTemplates, { params: { project } }, { signal }),
    staleTime: Infinity,
  })
}
