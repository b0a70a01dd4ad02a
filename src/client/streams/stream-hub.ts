import { type End, readStream, type Reading, type TokenSource } from './read-stream.ts'
import type { StreamNews, StreamRequest } from './stream-messages.ts'

export interface HubPorts {
  readonly fetch: typeof fetch
  /** Waits milliseconds; resolves early when aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
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
  /** The connection that is open for it and is not to be given up. */
  reading: Reading | undefined
  /** When it was connected or heard something last, in turns of the hub. */
  heardAt: number
  isNew: boolean
}

/** Connections that may stay open at a time; browsers allow six to an origin without TLS, and requests need some. */
const connections = 2
/** With more channels than connections, one that waits takes the place of another after this long. */
const sliceMilliseconds = 1500
const firstPause = 500
const longestPause = 15_000

/**
 * Reads all streams of a browser profile over a few connections. Equal event streams of one person share one. If more are wanted than
 * may be open, they take turns: positions are kept, so nothing is lost, it only comes later. Room is made by whoever has been silent longest, and for
 * a new channel at once: somebody has just opened what it shows.
 */
export function createStreamHub(ports: HubPorts): StreamHub {
  const channels = new Map<string, Channel>()
  /** Who waits for a connection, new channels before those that have had one: called when it is theirs. */
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
    while (!channel.end.signal.aborted) {
      if (!(await acquire(channel))) return
      const end = await readOnce(channel).finally(release)
      if (end === 'complete' || end === 'refused') return
      if (end === 'signed-out' && !(await isSignedInAgain(channel))) {
        for (const { hear } of channel.listeners) hear({ kind: 'refused', status: 401, body: '' })
        return
      }
      pause = end === 'down' ? Math.min(longestPause, Math.max(firstPause, pause * 2)) : 0
      // Spread, so that not every tab of every person asks a server that comes back in the same instant.
      if (pause > 0) await ports.wait(pause * (0.75 + Math.random() / 2), channel.end.signal)
    }
  }

  /**
   * Asks whoever listens to sign in again, without a connection meanwhile: what follows goes on where it was. One of several tabs is enough; its
   * token is the one that is asked for from then on, since the others have none yet.
   */
  async function isSignedInAgain({ listeners, end: { signal } }: Channel): Promise<boolean> {
    const left = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined)))
    const signedIn = [...listeners].map(async (listener) => {
      if ((await listener.token('signed-in')) === undefined) throw new Error('Nobody has signed in')
      return listener
    })
    const back = await Promise.race([Promise.any(signedIn).catch(() => undefined), left])
    if (back === undefined) return false
    if (listeners.delete(back)) listeners.add(back)
    return true
  }

  /** Takes a connection, in turn; false when the channel ended while it waited. */
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
      signal.addEventListener('abort', () => {
        const place = queue.indexOf(take)
        // Not there any more: the connection is this channel's already, and its loop gives it back.
        if (place < 0) return
        queue.splice(place, 1)
        resolve(false)
      })
    })
  }

  /** Takes the connection of whoever has been silent longest, again after each slice until one came free. */
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

  /** Hands the connection to the next in the queue, or back. */
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
    // The one that came last, or signed in last, is the likeliest to be awake.
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
