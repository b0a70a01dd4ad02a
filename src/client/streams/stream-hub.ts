import { readStream, type Reading } from './read-stream.ts'
import type { StreamNews, StreamRequest } from './stream-messages.ts'

export type TokenSource = (fresh: boolean) => Promise<string | undefined>

export interface HubPorts {
  readonly fetch: typeof fetch
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
  readonly now: () => number
  /** Connections that may stay open at a time; browsers allow six to an origin without TLS, and requests need some. */
  readonly connections: number
}

interface Listener {
  readonly token: TokenSource
  readonly hear: (news: StreamNews) => void
}

interface Channel {
  readonly key: string
  readonly request: StreamRequest
  readonly listeners: Set<Listener>
  readonly end: AbortController
  /** Event id or byte offset to go on from. */
  position: string | number | undefined
  reading: Reading | undefined
}

export interface StreamHub {
  /** Starts to listen; answers how to stop. */
  readonly subscribe: (request: StreamRequest, token: TokenSource, hear: (news: StreamNews) => void) => () => void
}

/** With more channels than connections, each one reads what is there and makes room after this long. */
const sliceMilliseconds = 1500
const longestPause = 15_000

/**
 * Reads all streams of a browser profile over a few connections. Equal event streams of one person share one. If more are wanted than
 * may be open, they take turns: positions are kept, so nothing is lost, it only comes later.
 */
export function createStreamHub(ports: HubPorts): StreamHub {
  const channels = new Map<string, Channel>()
  const queue: Channel[] = []
  let open = 0
  let counter = 0

  function subscribe(request: StreamRequest, token: TokenSource, hear: (news: StreamNews) => void): () => void {
    const shared = request.kind === 'events' && request.shared
    counter += 1
    const key = shared ? `${request.person} ${request.url}` : `${String(counter)}`
    const listener: Listener = { token, hear }
    const known = channels.get(key)
    const channel = known ?? newChannel(key, request)
    channel.listeners.add(listener)
    if (known === undefined) {
      channels.set(key, channel)
      void keepReading(channel)
    }
    return () => {
      channel.listeners.delete(listener)
      if (channel.listeners.size > 0) return
      channels.delete(key)
      channel.end.abort()
    }
  }

  async function keepReading(channel: Channel): Promise<void> {
    let pause = 0
    while (!channel.end.signal.aborted) {
      await room(channel)
      if (channel.end.signal.aborted) break
      open += 1
      const end = await readOnce(channel).finally(() => {
        open -= 1
        queue.shift()?.reading?.resume()
      })
      if (end === 'complete' || end === 'refused') return
      pause = end === 'down' ? Math.min(longestPause, Math.max(500, pause * 2)) : 0
      if (pause > 0) await ports.wait(pause * (0.75 + Math.random() / 2), channel.end.signal)
    }
  }

  /** Waits for a free connection; whoever holds one gives it up at the end of its slice. */
  async function room(channel: Channel): Promise<void> {
    if (open < ports.connections && queue.length === 0) return
    for (const other of channels.values()) other.reading?.yieldAfter(sliceMilliseconds)
    await new Promise<void>((resolve) => {
      channel.reading = { yieldAfter: () => undefined, resume: resolve }
      queue.push(channel)
      channel.end.signal.addEventListener('abort', () => {
        const place = queue.indexOf(channel)
        if (place >= 0) queue.splice(place, 1)
        resolve()
      })
    })
    channel.reading = undefined
  }

  async function readOnce(channel: Channel): Promise<'ended' | 'down' | 'complete' | 'refused'> {
    const tell = (news: StreamNews): void => {
      if (news.kind === 'event' && news.id !== undefined) channel.position = news.id
      if (news.kind === 'bytes') channel.position = news.from + news.bytes.byteLength
      for (const listener of channel.listeners) listener.hear(news)
    }
    const [first] = channel.listeners
    if (first === undefined) return 'ended'
    const { reading, end } = readStream(ports, channel.request, channel.position, first.token, channel.end.signal, tell)
    channel.reading = reading
    if (queue.length > 0) reading.yieldAfter(sliceMilliseconds)
    return end.finally(() => {
      channel.reading = undefined
    })
  }

  return { subscribe }
}

function newChannel(key: string, request: StreamRequest): Channel {
  return {
    key,
    request,
    listeners: new Set(),
    end: new AbortController(),
    position: request.kind === 'events' ? request.cursor : request.from,
    reading: undefined,
  }
}
