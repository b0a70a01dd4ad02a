import { pathOf } from '#contract/endpoint.ts'
import { streamRunEvents } from '#contract/runs.ts'
import type { StoredRunEvent } from '#domain/run/events.ts'
import type { Platform } from '../platform.ts'
import type { StreamRequest } from '../streams/stream-messages.ts'
import { hearConnection, hearEvent, type LiveListener } from './listen.ts'

/** Events of a run after `after` as texts, live, as many at a time as came: for a worker that reads them. Answers how to stop. */
export function followRunTexts(
  platform: Platform,
  project: string,
  run: string,
  after: number,
  listener: Omit<LiveListener<never>, 'onItem'> & { readonly onTexts: (texts: readonly string[]) => void },
): () => void {
  return platform.streams.listen(requestOf(platform, project, run, after), (news) => {
    if (news.kind === 'events') listener.onTexts(news.events.map(({ data }) => data))
    else hearConnection(platform, news, listener)
  })
}

/** The same event by event, read and checked here; resumes by itself. */
export function followRun(
  platform: Platform,
  project: string,
  run: string,
  after: number,
  listener: LiveListener<StoredRunEvent>,
): () => void {
  return platform.streams.listen(requestOf(platform, project, run, after), (news) =>
    hearEvent(platform, streamRunEvents.response, news, listener),
  )
}

function requestOf({ person }: Platform, project: string, run: string, after: number): StreamRequest {
  return {
    kind: 'events',
    url: pathOf(streamRunEvents.path, { project, run }),
    person,
    cursor: String(after),
    shared: false,
  }
}
