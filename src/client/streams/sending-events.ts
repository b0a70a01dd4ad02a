import type { StreamNews } from './stream-messages.ts'

/** Sends events to a port, one message per chunk, and all other news to `hear`. Without a port, `hear` gets everything. */
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
