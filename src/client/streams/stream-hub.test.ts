import { describe, expect, it, vi } from 'vitest'
import { createStreamHub } from './stream-hub.ts'
import type { StreamNews, StreamRequest } from './stream-messages.ts'

/** A server whose answers the test writes by hand. Waits end when the test says so. */
function world() {
  const connections: Connection[] = []
  const waits: { readonly milliseconds: number; readonly finish: () => void }[] = []
  async function fetchLike(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const headers = new Headers(init?.headers)
    const connection = newConnection(String(input), headers, init?.signal ?? undefined)
    connections.push(connection)
    return connection.response
  }
  function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      waits.push({ milliseconds, finish: resolve })
      signal.addEventListener('abort', () => resolve())
    })
  }
  const hub = createStreamHub({ fetch: fetchLike, wait })
  return { hub, connections, waits, open: () => connections.filter((connection) => !connection.isClosed()) }
}

interface Connection {
  readonly url: string
  readonly headers: Headers
  readonly response: Promise<Response>
  readonly answer: (response: Response) => void
  readonly write: (text: string) => void
  readonly close: () => void
  readonly isClosed: () => boolean
}

function newConnection(url: string, headers: Headers, signal: AbortSignal | undefined): Connection {
  const encoder = new TextEncoder()
  let isClosed = false
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) })
  const response = Promise.withResolvers<Response>()
  signal?.addEventListener('abort', () => {
    isClosed = true
    response.reject(new DOMException('Aborted', 'AbortError'))
    controller?.error(new DOMException('Aborted', 'AbortError'))
  })
  response.promise.catch(() => undefined)
  return {
    url,
    headers,
    response: response.promise,
    answer: (given) => response.resolve(given.body === null && given.ok ? new Response(body, given) : given),
    write: (text) => controller?.enqueue(encoder.encode(text)),
    close: () => {
      isClosed = true
      controller?.close()
    },
    isClosed: () => isClosed,
  }
}

const token = () => Promise.resolve('t')
const run = (name: string, cursor = '0'): StreamRequest => ({
  kind: 'events',
  url: `/runs/${name}`,
  cursor,
})
const log: StreamRequest = { kind: 'bytes', url: '/log', from: 0 }

/** A tab that the browser keeps frozen: it gets the question but never answers. */
function frozenTab() {
  let count = 0
  function token(): Promise<undefined> {
    count += 1
    return new Promise(() => undefined)
  }
  return { token, asked: () => count }
}

function heard(): { readonly news: StreamNews[]; readonly hear: (item: StreamNews) => void } {
  const news: StreamNews[] = []
  return { news, hear: (item) => void news.push(item) }
}

describe('the stream hub', () => {
  it('resumes events at the cursor after the connection ended', async () => {
    const { hub, connections } = world()
    const { news, hear } = heard()
    hub.subscribe(run('1', '7'), token, hear)
    await vi.waitFor(() => expect(connections).toHaveLength(1))
    expect(connections[0]?.headers.get('last-event-id')).toBe('7')
    expect(connections[0]?.headers.get('authorization')).toBe('Bearer t')
    connections[0]?.answer(new Response(null))
    connections[0]?.write('id: 8\ndata: x\n\n')
    await vi.waitFor(() => expect(news).toContainEqual({ kind: 'events', events: [{ id: '8', data: 'x' }] }))
    connections[0]?.close()
    await vi.waitFor(() => expect(connections).toHaveLength(2))
    expect(connections[1]?.headers.get('last-event-id')).toBe('8')
  })

  it('resumes a log at the byte and stops when it is complete', async () => {
    const { hub, connections } = world()
    const { news, hear } = heard()
    hub.subscribe(log, token, hear)
    await vi.waitFor(() => expect(connections).toHaveLength(1))
    expect(connections[0]?.url).toBe('/log?from=0&follow=1')
    connections[0]?.answer(new Response(null))
    connections[0]?.write('héllo')
    await vi.waitFor(() => expect(news.some((item) => item.kind === 'bytes')).toBe(true))
    connections[0]?.close()
    await vi.waitFor(() => expect(connections).toHaveLength(2))
    expect(connections[1]?.url).toBe('/log?from=6&follow=1')
    connections[1]?.answer(new Response(null, { headers: { 'x-log-complete': 'true' } }))
    connections[1]?.close()
    await vi.waitFor(() => expect(news.at(-1)).toEqual({ kind: 'complete' }))
    expect(connections).toHaveLength(2)
  })

  it('asks for a fresh token once after a 401, and gives up when refused', async () => {
    const { hub, connections } = world()
    const { news, hear } = heard()
    const asked: unknown[] = []
    hub.subscribe(run('1'), (wish) => Promise.resolve(void asked.push(wish)).then(() => 'x'), hear)
    await vi.waitFor(() => expect(connections).toHaveLength(1))
    connections[0]?.answer(new Response('', { status: 401 }))
    await vi.waitFor(() => expect(connections).toHaveLength(2))
    connections[1]?.answer(new Response('{}', { status: 403 }))
    await vi.waitFor(() => expect(news).toEqual([{ kind: 'refused', status: 403, body: '{}' }]))
    expect(asked).toEqual(['known', 'fresh'])
  })

  it('goes on where it was once a person whose session is over has signed in again, and holds no connection meanwhile', async () => {
    const { hub, connections } = world()
    const { news, hear } = heard()
    const signedIn = Promise.withResolvers<string | undefined>()
    hub.subscribe(log, (wish) => (typeof wish === 'object' ? signedIn.promise : Promise.resolve('over')), hear)
    await vi.waitFor(() => expect(connections).toHaveLength(1))
    connections[0]?.answer(new Response(null))
    connections[0]?.write('before')
    connections[0]?.close()
    for (const attempt of [1, 2]) {
      await vi.waitFor(() => expect(connections).toHaveLength(attempt + 1))
      connections[attempt]?.answer(new Response('', { status: 401 }))
    }
    // Others use both connections while somebody types a password.
    hub.subscribe(run('1'), token, () => undefined)
    hub.subscribe(run('2'), token, () => undefined)
    await vi.waitFor(() => expect(connections.map(({ url }) => url).slice(3)).toEqual(['/runs/1', '/runs/2']))
    connections[3]?.answer(new Response(null))
    connections[3]?.close()
    signedIn.resolve('new')
    await vi.waitFor(() => expect(connections.map(({ url }) => url).slice(4)).toContain('/log?from=6&follow=1'))
    expect(news.some(({ kind }) => kind === 'refused')).toBe(false)
  })

  it('goes on with the token of the tab that has signed in again, whatever tab came last', async () => {
    const { hub, connections } = world()
    const signedIn = Promise.withResolvers<string | undefined>()
    const shared = { ...run('1'), sharedBy: 'dan' } as const
    let known = 'over'
    const first = (wish: unknown) => (typeof wish === 'object' ? signedIn.promise : Promise.resolve(known))
    const last = vi.fn<(wish: unknown) => Promise<string>>((wish) =>
      typeof wish === 'object' ? new Promise<string>(() => undefined) : Promise.resolve('over'),
    )
    hub.subscribe(shared, first, () => undefined)
    hub.subscribe(shared, last, () => undefined)
    for (const count of [1, 2]) {
      await vi.waitFor(() => expect(connections).toHaveLength(count))
      connections[count - 1]?.answer(new Response('', { status: 401 }))
    }
    await vi.waitFor(() => expect(last).toHaveBeenCalledWith({ refused: ['over', 'over'] }))
    known = 'new'
    signedIn.resolve('new')
    await vi.waitFor(() => expect(connections).toHaveLength(3))
    expect(connections[2]?.headers.get('authorization')).toBe('Bearer new')
  })

  it('is refused where nobody signs in again', async () => {
    const { hub, connections } = world()
    const { news, hear } = heard()
    hub.subscribe(run('1'), (wish) => Promise.resolve(typeof wish === 'object' ? undefined : 'over'), hear)
    for (const attempt of [0, 1]) {
      await vi.waitFor(() => expect(connections).toHaveLength(attempt + 1))
      connections[attempt]?.answer(new Response('', { status: 401 }))
    }
    await vi.waitFor(() => expect(news).toEqual([{ kind: 'refused', status: 401, body: '' }]))
  })

  it('backs off while the server is gone, a little longer each time', async () => {
    const { hub, connections, waits } = world()
    const { news, hear } = heard()
    hub.subscribe(run('1'), token, hear)
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await vi.waitFor(() => expect(connections).toHaveLength(attempt + 1))
      connections[attempt]?.answer(new Response('', { status: 503 }))
      await vi.waitFor(() => expect(waits).toHaveLength(attempt + 1))
      waits[attempt]?.finish()
    }
    expect(news.filter((item) => item.kind === 'down')).toHaveLength(3)
    expect(waits[2]?.milliseconds).toBeGreaterThan((waits[0]?.milliseconds ?? 0) * 2)
  })

  it('shares one connection among equal event streams of a person, and ends it with the last', async () => {
    const { hub, connections, open } = world()
    const shared: StreamRequest = { kind: 'events', url: '/events', sharedBy: 'p' }
    const first = heard()
    const second = heard()
    const stopFirst = hub.subscribe(shared, token, first.hear)
    const stopSecond = hub.subscribe(shared, token, second.hear)
    await vi.waitFor(() => expect(connections).toHaveLength(1))
    connections[0]?.answer(new Response(null))
    connections[0]?.write('data: x\n\n')
    await vi.waitFor(() => expect(second.news).toHaveLength(2))
    expect(first.news).toEqual(second.news)
    stopFirst()
    expect(open()).toHaveLength(1)
    stopSecond()
    expect(open()).toHaveLength(0)
  })

  it('takes the connection of a tab that is asked for its token and never answers', async () => {
    const { hub, connections } = world()
    const frozen = frozenTab()
    hub.subscribe(run('a'), frozen.token, heard().hear)
    hub.subscribe(run('b'), frozen.token, heard().hear)
    await vi.waitFor(() => expect(frozen.asked()).toBe(2))
    hub.subscribe(run('c'), token, heard().hear)
    hub.subscribe(run('d'), token, heard().hear)
    await vi.waitFor(() => expect(connections.map(({ url }) => url).toSorted()).toEqual(['/runs/c', '/runs/d']))
  })

  it('asks the tab that came last for the token of what they share', async () => {
    const { hub, connections } = world()
    const shared: StreamRequest = { kind: 'events', url: '/events', sharedBy: 'p' }
    const frozen = frozenTab()
    hub.subscribe(shared, frozen.token, heard().hear)
    await vi.waitFor(() => expect(frozen.asked()).toBe(1))
    hub.subscribe(shared, token, heard().hear)
    hub.subscribe(run('a'), token, heard().hear)
    await vi.waitFor(() => expect(connections.map(({ url }) => url)).toEqual(['/runs/a']))
    hub.subscribe(run('b'), token, heard().hear)
    await vi.waitFor(() => expect(connections.at(-1)?.url).toBe('/runs/b'))
    connections.at(-1)?.answer(new Response('', { status: 403 }))
    await vi.waitFor(() => expect(connections.at(-1)?.url).toBe('/events'))
  })

  it('never holds more than two connections; a new channel is served at once, others take turns, and nothing is lost', async () => {
    const { hub, connections, waits, open } = world()
    const [a, b, c] = [heard(), heard(), heard()]
    hub.subscribe(run('a'), token, a.hear)
    hub.subscribe(run('b'), token, b.hear)
    await vi.waitFor(() => expect(connections).toHaveLength(2))
    connections[0]?.answer(new Response(null))
    connections[0]?.write('id: 5\ndata: x\n\n')
    await vi.waitFor(() => expect(a.news).toHaveLength(2))
    // The silent one makes room and waits for its next turn.
    hub.subscribe(run('c'), token, c.hear)
    await vi.waitFor(() => expect(connections).toHaveLength(3))
    expect(connections[2]?.url).toBe('/runs/c')
    expect(connections.map((connection) => connection.isClosed())).toEqual([false, true, false])
    await vi.waitFor(() => expect(waits).toHaveLength(2))
    for (const next of ['b', 'a']) {
      const waiting = waits.length
      for (const wait of waits) wait.finish()
      await vi.waitFor(() => expect(connections.at(-1)?.url).toBe(`/runs/${next}`))
      expect(open()).toHaveLength(2)
      await vi.waitFor(() => expect(waits.length).toBeGreaterThan(waiting))
    }
    expect(connections.at(-1)?.headers.get('last-event-id')).toBe('5')
  })
})
