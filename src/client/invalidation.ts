import { type QueryClient } from '@tanstack/react-query'
import type { ProjectEvent } from './live/projects.ts'
import { meKey } from './queries/session.ts'

/** The kinds of change that project events announce. */
type Changed = Exclude<ProjectEvent['kind'], 'storage'>

const resources: Readonly<Record<Changed, readonly string[]>> = {
  run: ['runs', 'gates', 'gate', 'queues'],
  gate: ['gates', 'gate', 'runs'],
  deployment: ['deployment-status'],
  document: [
    'documents',
    'document',
    'versions',
    'world',
    'outline',
    'preview',
    'project',
    'proposals',
    'gates',
    'gate',
    'values-to-fill',
  ],
  // A QVS Config may have changed with it.
  repository: ['commits', 'world', 'outline', 'preview', 'document', 'documents', 'proposals', 'values-to-fill'],
  presence: ['presence'],
  members: ['project', 'gates', 'gate'],
}

// The first event of a burst acts at once, the others together: a busy run changes hundreds of times a second.
const pauseMilliseconds = 1000

/** Refetches what events have changed, at most once a second. */
export function gatherInvalidations(cache: QueryClient, project: string) {
  const kinds = new Set<Changed>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = Number.NEGATIVE_INFINITY

  function refetch(): void {
    timer = undefined
    last = performance.now()
    for (const kind of kinds) void invalidateFor(cache, project, kind)
    kinds.clear()
  }
  return {
    take(kind: Changed): void {
      kinds.add(kind)
      timer ??= setTimeout(refetch, Math.max(0, last + pauseMilliseconds - performance.now()))
    },
    end: () => clearTimeout(timer),
  }
}

/** Refetches what an event of a project has changed. Running refetches are left alone: a burst of events costs one more, not many. */
export async function invalidateFor(cache: QueryClient, project: string, kind: Changed): Promise<void> {
  await Promise.all(
    [
      ...resources[kind].map((resource) => [project, resource]),
      // What the person may do, on every page.
      ...(kind === 'members' ? [meKey] : []),
    ].map((queryKey) => cache.invalidateQueries({ queryKey }, { cancelRefetch: false })),
  )
}
