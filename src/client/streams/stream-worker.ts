import type { TokenSource } from './read-stream.ts'
import { createStreamHub } from './stream-hub.ts'
import { sendingEvents } from './sending-events.ts'
import type { ToHub, ToTab } from './stream-messages.ts'
import { waitFor } from './wait.ts'

/** The shared worker: one hub for all tabs of a browser profile. Each tab's streams go with that tab's own token. */
const hub = createStreamHub({ fetch: (input, init) => fetch(input, init), wait: waitFor })

globalThis.addEventListener('connect', (event) => {
  if (event instanceof MessageEvent && event.ports[0] !== undefined) serve(event.ports[0])
})

function serve(port: MessagePort): void {
  const stops = new Map<number, () => void>()
  const questions = new Map<number, (token: string | undefined) => void>()
  let counter = 0
  const say = (message: ToTab): void => port.postMessage(message, handedOver(message))
  const token: TokenSource = (wish) =>
    new Promise((resolve) => {
      counter += 1
      questions.set(counter, resolve)
      say({ type: 'token-wanted', question: counter, wish })
    })

  port.addEventListener('message', (event: MessageEvent<ToHub>) => {
    const message = event.data
    switch (message.type) {
      case 'hello':
        void untilGone(message.lock).then(() => {
          for (const stop of stops.values()) stop()
          stops.clear()
        })
        return
      case 'subscribe':
        stops.set(
          message.id,
          hub.subscribe(
            message.request,
            token,
            sendingEvents(message.events, (news) => say({ type: 'news', id: message.id, news })),
          ),
        )
        return
      case 'unsubscribe':
        stops.get(message.id)?.()
        stops.delete(message.id)
        return
      case 'token':
        questions.get(message.question)?.(message.token)
        questions.delete(message.question)
    }
  })
  port.start()
}

/** Every tab holds a lock while it lives; acquiring that lock means that the tab is gone, even if it was killed. */
async function untilGone(lock: string): Promise<void> {
  await navigator.locks.request(lock, () => undefined)
}

/** Bytes have one listener, so they are transferred: a log of hundreds of megabytes is not copied. */
function handedOver(message: ToTab): Transferable[] {
  return message.type === 'news' && message.news.kind === 'bytes' ? [message.news.bytes.buffer] : []
}
