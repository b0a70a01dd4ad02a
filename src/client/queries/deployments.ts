import { queryOptions } from '@tanstack/react-query'
import { listBuiltImages, listDeploymentStatus } from '#contract/deployments.ts'
import type { Client } from '../client.ts'

export function deploymentStatusOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'deployment-status'],
    queryFn: ({ signal }) => client.ask(listDeploymentStatus, { params: { project } }, { signal }),
  })
}

export function builtImagesOptions(client: Client, project: string, application: string) {
  return queryOptions({
    queryKey: [project, 'built-images', application],
    queryFn: ({ signal }) => client.ask(listBuiltImages, { params: { project }, query: { application } }, { signal }),
  })
}
