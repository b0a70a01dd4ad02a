import type { QueryClient } from '@tanstack/react-query'
import type { Client } from '#client/client.ts'
import { deploymentStatusOptions } from '#client/queries/deployments.ts'
import { gatesOptions } from '#client/queries/gates.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import { recentRunsOptions } from '#client/queries/run-lists.ts'
import { meOptions } from '#client/queries/session.ts'

/** Prefetches what Home shows, so that the answers are on their way while the page is still being rendered. */
export function askForHome(cache: QueryClient, client: Client, project: string): void {
  void cache.prefetchQuery(meOptions(client))
  void cache.prefetchQuery(outlineOptions(client, project))
  void cache.prefetchQuery(deploymentStatusOptions(client, project))
  void cache.prefetchQuery(recentRunsOptions(client, project))
  void cache.prefetchQuery(gatesOptions(client, project))
}
