import { type QueryClient } from '@tanstack/react-query'
import type { ProjectEvent } from './live/projects.ts'

const resources: Readonly<Record<ProjectEvent['kind'], readonly string[]>> = {
  run: ['runs', 'gates', 'queues'],
  gate: ['gates', 'gate', 'runs'],
  deployment: ['deployment-status'],
  document: ['documents', 'document', 'versions', 'world', 'outline', 'project'],
  repository: ['commits', 'world', 'outline'],
}

/** Refetches what an event of a project has changed. Running refetches are left alone: a burst of events costs one more, not many. */
export async function invalidateFor(cache: QueryClient, project: string, kind: ProjectEvent['kind']): Promise<void> {
  await Promise.all(
    resources[kind].map((resource) =>
      cache.invalidateQueries({ queryKey: [project, resource] }, { cancelRefetch: false }),
    ),
  )
}
