import type { StreamNews } from './stream-messages.ts'

/** Sends events to a port, as they came in one piece, and tells everything else to whoever hears; without a port, everything. */
export function sendingEvents(
  port: MessagePort | undefined,
  hear: (news: StreamNews) => void,
): (news: StreamNews) => void {
  if (port === undefined) return hear
  return (news) => {
    if (news.kind === 'events') port.postMessage(news.events)
    else hear(news)
  }
}
