import { queryOptions } from '@tanstack/react-query'
import { listDeploymentStatus, listSecrets, listServiceAddresses } from '#contract/deployments.ts'
import type { Client } from '../client.ts'

export function deploymentStatusOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'deployment-status'],
    queryFn: ({ signal }) => client.ask(listDeploymentStatus, { params: { project } }, { signal }),
  })
}

/** Where Services answer in an environment, or will: the target says it once for good. */
export function serviceAddressesOptions(
  client: Client,
  project: string,
  environment: string,
  services: readonly string[],
) {
  return queryOptions({
    queryKey: [project, 'service-addresses', environment, services],
    queryFn: async ({ signal }) => {
      const query = { environment, services: services.join(',') }
      return (await client.ask(listServiceAddresses, { params: { project }, query }, { signal })).addresses
    },
    staleTime: Infinity,
  })
}

export function secretsOptions(client: Client, project: string) {
  return queryOptions({
    queryKey: [project, 'secrets'],
    queryFn: ({ signal }) => client.ask(listSecrets, { params: { project } }, { signal }),
  })
}
