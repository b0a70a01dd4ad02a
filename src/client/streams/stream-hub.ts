import { readStream, type Reading } from './read-stream.ts'
import type { StreamNews, StreamRequest } from './stream-messages.ts'

export type TokenSource = (fresh: boolean) => Promise<string | undefined>

export interface HubPorts {
  readonly fetch: typeof fetch
  /** Waits milliseconds; resolves early when aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** Connections that may stay open at a time; browsers allow six to an origin without TLS, and requests need some. */
  readonly connections: number
}

export interface StreamHub {
  /** Starts to listen; answers how to stop. */
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
  /** Event id or byte offset to go on from. */
  position: string | number | undefined
  reading: Reading | undefined
}

/** With more channels than connections, each one reads what is there and makes room after this long. */
const sliceMilliseconds = 1500
const firstPause = 500
const longestPause = 15_000

/**
 * Reads all streams of a browser profile over a few connections. Equal event streams of one person share one. If more are wanted than
 * may be open, they take turns: positions are kept, so nothing is lost, it only comes later.
 */
export function createStreamHub(ports: HubPorts): StreamHub {
  const channels = new Map<string, Channel>()
  /** Who waits for a connection, longest first: called when it is theirs. */
  const queue: (() => void)[] = []
  let open = 0
  let counter = 0

  function subscribe(request: StreamRequest, token: TokenSource, hear: (news: StreamNews) => void): () => void {
    counter += 1
    const key = request.kind === 'events' && request.shared ? `${request.person} ${request.url}` : String(counter)
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
    while (!channel.end.signal.aborted) {
      if (!(await acquire(channel.end.signal))) return
      const end = await readOnce(channel).finally(release)
      if (end === 'complete' || end === 'refused') return
      pause = end === 'down' ? Math.min(longestPause, Math.max(firstPause, pause * 2)) : 0
      // Spread, so that not every tab of every person asks a server that comes back in the same instant.
      if (pause > 0) await ports.wait(pause * (0.75 + Math.random() / 2), channel.end.signal)
    }
  }

  /** Takes a connection, in turn; false when the channel ended while it waited. */
  function acquire(signal: AbortSignal): Promise<boolean> {
    if (open < ports.connections) {
      open += 1
      return Promise.resolve(true)
    }
    for (const other of channels.values()) other.reading?.yieldAfter(sliceMilliseconds)
    return new Promise((resolve) => {
      const take = () => resolve(true)
      queue.push(take)
      signal.addEventListener('abort', () => {
        const place = queue.indexOf(take)
        // Not there any more: the connection is this channel's already, and its loop gives it back.
        if (place < 0) return
        queue.splice(place, 1)
        resolve(false)
      })
    })
  }

  /** Hands the connection to the next in the queue, or back. */
  function release(): void {
    const next = queue.shift()
    if (next === undefined) open -= 1
    else next()
  }

  function readOnce(channel: Channel): Promise<'ended' | 'down' | 'complete' | 'refused'> {
    const tell = (news: StreamNews): void => {
      if (news.kind === 'events')
        channel.position = news.events.findLast(({ id }) => id !== undefined)?.id ?? channel.position
      if (news.kind === 'bytes') channel.position = news.from + news.bytes.byteLength
      for (const listener of channel.listeners) listener.hear(news)
    }
    const [first] = channel.listeners
    if (first === undefined) return Promise.resolve('ended')
    const { reading, end } = readStream(ports, channel.request, channel.position, first.token, channel.end.signal, tell)
    channel.reading = reading
    if (queue.length > 0) reading.yieldAfter(sliceMilliseconds)
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
  }
}
