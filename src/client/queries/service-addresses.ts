import { queryOptions } from '@tanstack/react-query'
import { listServiceAddresses } from '#contract/service-addresses.ts'
import type { Client } from '../client.ts'

/** The addresses of Services in an environment; the target chooses each once and for good. */
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
