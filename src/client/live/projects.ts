import type { z } from 'zod'
import { pathOf } from '#contract/endpoint.ts'
import { streamProjectEvents } from '#contract/project-events.ts'
import type { Platform } from '../platform.ts'
import { hearEvent, type LiveListener } from './listen.ts'

export type ProjectEvent = z.output<typeof streamProjectEvents.response>

/** Follows the events of a project, over one connection for all tabs of the person. Returns a function that stops. */
export function followProject(
  platform: Platform,
  person: string,
  project: string,
  listener: LiveListener<ProjectEvent>,
): () => void {
  const url = pathOf(streamProjectEvents.path, { project })
  const request = { kind: 'events', url, sharedBy: person } as const
  return platform.streams.listen(request, (news) => hearEvent(platform, streamProjectEvents.response, news, listener))
}
