import { type End, readStream, type Reading, type TokenSource } from './read-stream.ts'
import type { Refused } from '../session-port.ts'
import type { StreamNews, StreamRequest } from './stream-messages.ts'

export interface HubPorts {
  readonly fetch: typeof fetch
  /** Waits milliseconds; resolves early when aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

export interface StreamHub {
  /** Starts to listen. Returns a function that stops. */
  readonly subscribe: (request: StreamRequest, token: TokenSource, hear: (news: StreamNews) => void) => () => void
}

interface Listener {
  readonly token: TokenSource
  readonly hear: (news: StreamNews) => void
}

interface Channel {
  readonly request: StreamRequest
  readonly listeners: Set<Listener>
  readonly end: AbortController
  /** Event id or byte offset to resume from. */
  position: string | number | undefined
  /** The open connection, unless it is being closed. */
  reading: Reading | undefined
  /** When it connected or last received something, in turns of the hub. */
  heardAt: number
  isNew: boolean
}

/** Connections that may stay open at a time; browsers allow six to an origin without TLS, and requests need some. */
const connections = 2
/** With more channels than connections, a waiting one replaces another after this time. */
const sliceMilliseconds = 1500
const firstPause = 500
const longestPause = 15_000

/**
 * Reads all streams of a browser profile over a few connections. Equal event streams of one person share one. If there are more channels than
 * connections, they take turns: positions are kept, so nothing is lost, only delayed. The channel that has been silent longest makes room; a new
 * channel gets room at once, because somebody has just opened what it shows.
 */
export function createStreamHub(ports: HubPorts): StreamHub {
  const channels = new Map<string, Channel>()
  /** Channels waiting for a connection, new ones first; each is called when it gets one. */
  const queue: (() => void)[] = []
  let open = 0
  let counter = 0
  let turn = 0

  function subscribe(request: StreamRequest, token: TokenSource, hear: (news: StreamNews) => void): () => void {
    counter += 1
    const sharedBy = request.kind === 'events' ? request.sharedBy : undefined
    const key = sharedBy === undefined ? String(counter) : `${sharedBy} ${request.url}`
    const listener: Listener = { token, hear }
    const known = channels.get(key)
    const channel = known ?? newChannel(request)
    channel.listeners.add(listener)
    if (known === undefined) {
      channels.set(key, channel)
      void keepReading(channel).finally(() => {
        if (channels.get(key) === channel) channels.delete(key)
      })
    }
    return () => {
      channel.listeners.delete(listener)
      if (channel.listeners.size > 0) return
      if (channels.get(key) === channel) channels.delete(key)
      channel.end.abort()
    }
  }

  async function keepReading(channel: Channel): Promise<void> {
    let pause = 0
    // Tries the tokens of one tab after another, since another tab's may still be valid.
    let refused: Refused = []
    while (!channel.end.signal.aborted) {
      if (!(await acquire(channel))) return
      const end = await readOnce(channel).finally(release)
      if (end === 'complete' || end === 'refused') return
      refused = typeof end === 'object' ? [...refused, ...end.signedOut] : []
      if (refused.length > 0 && !(await isSignedInAgain(channel, refused))) {
        for (const { hear } of channel.listeners) hear({ kind: 'refused', status: 401, body: '' })
        return
      }
      pause = end === 'down' ? Math.min(longestPause, Math.max(firstPause, pause * 2)) : 0
      // Random, so that not all tabs reconnect to a restarted server at the same moment.
      if (pause > 0) await ports.wait(pause * (0.75 + Math.random() / 2), channel.end.signal)
    }
  }

  /**
   * Asks the listeners to sign in again; the channel has no connection meanwhile and resumes where it was. One tab is enough; its token is used
   * from then on, since the others have none yet.
   */
  async function isSignedInAgain({ listeners, end: { signal } }: Channel, refused: Refused): Promise<boolean> {
    const left = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined)))
    const signedIn = [...listeners].map(async (listener) => {
      if ((await listener.token({ refused })) === undefined) throw new Error('Nobody has signed in')
      return listener
    })
    const back = await Promise.race([Promise.any(signedIn).catch(() => undefined), left])
    if (back === undefined) return false
    if (listeners.delete(back)) listeners.add(back)
    return true
  }

  /** Waits for a connection; false if the channel ended while waiting. */
  function acquire(channel: Channel): Promise<boolean> {
    if (open < connections) {
      open += 1
      return Promise.resolve(true)
    }
    const { signal } = channel.end
    const served = new AbortController()
    return new Promise((resolve) => {
      const take = (): void => {
        served.abort()
        resolve(true)
      }
      if (channel.isNew) queue.unshift(take)
      else queue.push(take)
      void askForRoom(channel.isNew, AbortSignal.any([signal, served.signal]))
      function leave(): void {
        queue.splice(queue.indexOf(take), 1)
        resolve(false)
      }
      // Only while it waits: once it is served, its loop gives the connection back.
      signal.addEventListener('abort', leave, { signal: served.signal })
    })
  }

  /** Closes the connection that has been silent longest, and repeats that after each slice until one is free. */
  async function askForRoom(atOnce: boolean, served: AbortSignal): Promise<void> {
    if (!atOnce) await ports.wait(sliceMilliseconds, served)
    while (!served.aborted) {
      const [silent] = [...channels.values()]
        .filter(({ reading }) => reading !== undefined)
        .toSorted((a, b) => a.heardAt - b.heardAt)
      silent?.reading?.stop()
      if (silent !== undefined) silent.reading = undefined
      await ports.wait(sliceMilliseconds, served)
    }
  }

  /** Passes the connection to the next channel in the queue, or frees it. */
  function release(): void {
    const next = queue.shift()
    if (next === undefined) open -= 1
    else next()
  }

  function readOnce(channel: Channel): Promise<End> {
    const tell = (news: StreamNews): void => {
      turn += 1
      channel.heardAt = turn
      if (news.kind === 'events')
        channel.position = news.events.findLast(({ id }) => id !== undefined)?.id ?? channel.position
      if (news.kind === 'bytes') channel.position = news.from + news.bytes.byteLength
      for (const listener of channel.listeners) listener.hear(news)
    }
    // The tab that subscribed or signed in last is the least likely to be frozen.
    const last = [...channel.listeners].at(-1)
    if (last === undefined) return Promise.resolve('ended')
    const { reading, end } = readStream(ports, channel.request, channel.position, last.token, channel.end.signal, tell)
    turn += 1
    channel.heardAt = turn
    channel.isNew = false
    channel.reading = reading
    return end.finally(() => {
      channel.reading = undefined
    })
  }

  return { subscribe }
}

function newChannel(request: StreamRequest): Channel {
  return {
    request,
    listeners: new Set(),
    end: new AbortController(),
    position: request.kind === 'events' ? request.cursor : request.from,
    reading: undefined,
    heardAt: 0,
    isNew: true,
  }
}
