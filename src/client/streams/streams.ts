import { isThereAgain, type SessionPort } from '../session-port.ts'
import { sendingEvents } from './sending-events.ts'
import type { TokenSource } from './read-stream.ts'
import type { StreamNews, StreamRequest, ToHub, TokenWish, ToTab } from './stream-messages.ts'
import { untilLeft } from '../page-left.ts'
import { waitFor } from './wait.ts'

/** Live data of this tab. */
export interface Streams {
  /** Returns a function that stops. With a port, events go straight to its other end without waking the page. */
  readonly listen: (request: StreamRequest, hear: (news: StreamNews) => void, events?: MessagePort) => () => void
}

/** Streams over the shared worker of the browser profile, or within this page if there is none or `own` is true. */
export function createStreams(session: SessionPort, own: boolean): Streams {
  const token: TokenSource = async (wish) => {
    if (typeof wish === 'object' && !(await isThereAgain(session, wish.refused))) return undefined
    return session.token(wish === 'fresh')
  }
  const isAlone = own || typeof SharedWorker === 'undefined' || typeof navigator.locks === 'undefined'
  // Created for the first listener: the worker must not compete with the page's start.
  let begun: Streams | undefined
  return {
    listen(...asked) {
      begun ??= isAlone ? ownStreams(token) : sharedStreams(token)
      return begun.listen(...asked)
    },
  }
}

/** The hub in this page, loaded only if there is no shared worker. */
function ownStreams(token: TokenSource): Streams {
  const hub = import('./stream-hub.ts').then(({ createStreamHub }) =>
    createStreamHub({ fetch: (input, init) => fetch(input, init), wait: waitFor }),
  )
  return {
    listen(request, hear, events) {
      const stop = hub.then((ready) => ready.subscribe(request, token, sendingEvents(events, hear)))
      return () => void stop.then((end) => end())
    },
  }
}

function sharedStreams(token: TokenSource): Streams {
  const worker = new SharedWorker(new URL('./stream-worker.ts', import.meta.url), {
    type: 'module',
    name: 'linewright-streams',
  })
  const listeners = new Map<number, (news: StreamNews) => void>()
  const lock = `linewright-tab-${crypto.randomUUID()}`
  let counter = 0
  const say = (message: ToHub, handOver: Transferable[] = []): void => worker.port.postMessage(message, handOver)

  async function answer(question: number, wish: TokenWish): Promise<void> {
    say({ type: 'token', question, token: await token(wish).catch(() => undefined) })
  }
  worker.port.addEventListener('message', (event: MessageEvent<ToTab>) => {
    const message = event.data
    if (message.type === 'news') listeners.get(message.id)?.(message.news)
    else void answer(message.question, message.wish)
  })
  worker.port.start()
  // Held until the page is left; the worker waits for it. The worker is greeted only once the lock is held.
  void navigator.locks.request(lock, () => {
    say({ type: 'hello', lock })
    return untilLeft()
  })

  return {
    listen(request, hear, events) {
      counter += 1
      const id = counter
      listeners.set(id, hear)
      say({ type: 'subscribe', id, request, ...(events && { events }) }, events && [events])
      return () => {
        listeners.delete(id)
        say({ type: 'unsubscribe', id })
      }
    },
  }
}
