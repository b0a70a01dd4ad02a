import { pathOf } from '#contract/endpoint.ts'
import { streamRunEvents } from '#contract/runs.ts'
import type { StoredRunEvent } from '#domain/run/events.ts'
import type { Platform } from '../platform.ts'
import { hearEvent, type LiveListener } from './listen.ts'

/** Events of a run after `after`, live; resumes by itself. Answers how to stop. */
export function followRun(
  platform: Platform,
  project: string,
  run: string,
  after: number,
  listener: LiveListener<StoredRunEvent>,
): () => void {
  const url = pathOf(streamRunEvents.path, { project, run })
  const request = { kind: 'events', url, person: platform.person, cursor: String(after), shared: false } as const
  return platform.streams.listen(request, (news) => hearEvent(platform, streamRunEvents.response, news, listener))
}
