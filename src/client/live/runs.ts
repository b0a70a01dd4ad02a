import { pathOf } from '#contract/endpoint.ts'
import { streamRunEvents } from '#contract/runs.ts'
import type { StoredRunEvent } from '#domain/run/events.ts'
import type { Platform } from '../platform.ts'
import type { StreamRequest } from '../streams/stream-messages.ts'
import { hearConnection, hearEvent, type LiveListener } from './listen.ts'

/** Sends the events of a run after sequence `after` to a port, unparsed, for a worker. Returns a function that stops. */
export function sendRunEvents(
  platform: Platform,
  project: string,
  run: string,
  after: number,
  to: MessagePort,
  listener: Pick<LiveListener<never>, 'onOpen' | 'onDown' | 'onRefused'>,
): () => void {
  const request = requestOf(project, run, after)
  return platform.streams.listen(request, (news) => hearConnection(platform, news, listener), to)
}

/** Follows the events of a run, parsed one by one. Reconnects by itself. */
export function followRun(
  platform: Platform,
  project: string,
  run: string,
  after: number,
  listener: LiveListener<StoredRunEvent>,
): () => void {
  return platform.streams.listen(requestOf(project, run, after), (news) =>
    hearEvent(platform, streamRunEvents.response, news, listener),
  )
}

function requestOf(project: string, run: string, after: number): StreamRequest {
  return {
    kind: 'events',
    url: pathOf(streamRunEvents.path, { project, run }),
    cursor: String(after),
  }
}
