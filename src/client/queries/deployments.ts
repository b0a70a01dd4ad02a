import { queryOptions } from '@tanstack/react-query'
import { listDeploymentStatus } from '#contract/deployments.ts'
import type { Client } from '../client.ts'

export function deploymentStatusOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'deployment-status'],
    queryFn: ({ signal }) => client.ask(listDeploymentStatus, { params: { project } }, { signal }),
  })
}
