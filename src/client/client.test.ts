import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { endpoint } from '#contract/endpoint.ts'
import { type Client, createClient } from './client.ts'
import { createConnection } from './connection.ts'
import { problemOf } from './problems.ts'
import { pathTo } from './paths.ts'

const readBook = endpoint({
  name: 'readBook',
  method: 'GET',
  path: '/books/:book',
  access: 'project.read',
  summary: 'A book',
  answer: 'json',
  query: z.object({ page: z.number().optional() }),
  response: z.object({ title: z.string() }),
})

const writeBook = endpoint({
  name: 'writeBook',
  method: 'PUT',
  path: '/books/:book',
  access: 'line.edit',
  summary: 'Writes a book',
  answer: 'json',
  body: z.object({ title: z.string() }),
  response: z.object({ title: z.string() }),
})

interface World {
  readonly client: Client
  readonly requests: { readonly url: string; readonly init: RequestInit; readonly token: string | null }[]
  readonly connection: ReturnType<typeof createConnection>
  readonly asked: string[]
}

function world(answers: readonly (Response | Error)[], comesBack = true, tokens?: (string | undefined)[]): World {
  const requests: World['requests'] = []
  const asked: string[] = []
  const connection = createConnection()
  let token = 'old'
  const client = createClient({
    origin: 'http://here',
    connection,
    session: {
      token: (fresh = false) => {
        if (fresh) token = 'fresh'
        return Promise.resolve(tokens === undefined ? token : tokens.shift())
      },
      signInAgain: () => {
        asked.push('sign in again')
        token = 'new'
        return Promise.resolve(comesBack)
      },
    },
    fetch: (input, init = {}) => {
      const answer = answers[requests.length] ?? Response.json({ title: 'late' })
      requests.push({ url: String(input), init, token: new Headers(init.headers).get('authorization') })
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
  })
  return { client, requests, connection, asked }
}

const failure = (status: number, code: string) =>
  Response.json(
    { code, message: 'No', fix: 'Do', place: { line: 3 } },
    { status, headers: { 'content-type': 'application/problem+json' } },
  )

describe('the client', () => {
  it('fills path and query, sends the token, parses the answer', async () => {
    const { client, requests } = world([Response.json({ title: 'Kokoro', extra: 1 })])
    const result = await client.call(readBook, { params: { book: 'a b/c' }, query: { page: 2 } })
    expect(result).toEqual({ ok: true, value: { title: 'Kokoro' } })
    expect(requests[0]).toMatchObject({ url: 'http://here/books/a%20b%2Fc?page=2', token: 'Bearer old' })
  })

  it('sends bodies as JSON and If-Match where given', async () => {
    const { client, requests } = world([Response.json({ title: 'x' })])
    await client.call(writeBook, { params: { book: 'a' }, body: { title: 'x' } }, { ifMatch: '"d1"' })
    const headers = new Headers(requests[0]?.init.headers)
    expect(requests[0]?.init.body).toBe('{"title":"x"}')
    expect(headers.get('content-type')).toBe('application/json')
    expect(headers.get('if-match')).toBe('"d1"')
  })

  it('rebuilds the problem of problem+json, and keeps the whole answer', async () => {
    const { client } = world([failure(412, 'version-conflict')])
    const result = await client.call(readBook, { params: { book: 'a' }, query: {} })
    expect(result).toMatchObject({
      ok: false,
      error: {
        problem: { code: 'version-conflict', message: 'No', fix: 'Do', place: { line: 3 } },
        answer: { code: 'version-conflict' },
      },
    })
  })

  it('judges an answer that is no problem by its status', async () => {
    const { client } = world([new Response('<h1>Bad gateway</h1>', { status: 502 })])
    const result = await client.call(readBook, { params: { book: 'a' }, query: {} })
    expect(result).toMatchObject({
      ok: false,
      error: { problem: { code: 'unreachable', detail: '<h1>Bad gateway</h1>' } },
    })
  })

  it('says so when the answer has another form than the contract', async () => {
    const { client } = world([Response.json({ name: 'x' })])
    const result = await client.call(readBook, { params: { book: 'a' }, query: {} })
    expect(result).toMatchObject({ ok: false, error: { problem: { code: 'internal' } } })
    expect(result.ok ? '' : result.error.problem.detail).toContain('title')
  })

  it('renews the token after a 401 and repeats, without a word to the person', async () => {
    const { client, requests, asked } = world([failure(401, 'not-signed-in'), Response.json({ title: 'x' })])
    expect((await client.call(readBook, { params: { book: 'a' }, query: {} })).ok).toBe(true)
    expect(requests.map(({ token }) => token)).toEqual(['Bearer old', 'Bearer fresh'])
    expect(asked).toEqual([])
  })

  it('asks nobody who has signed in again while the request was refused', async () => {
    const { client, requests, asked } = world(
      [failure(401, 'unauthenticated'), failure(401, 'unauthenticated')],
      true,
      [undefined, undefined, 'back', 'back'],
    )
    expect(await client.call(readBook, { params: { book: 'a' }, query: {} })).toMatchObject({ ok: true })
    expect(requests.map(({ token }) => token)).toEqual([null, null, 'Bearer back'])
    expect(asked).toEqual([])
  })

  it('asks the person to sign in again when that does not help, then repeats', async () => {
    const { client, requests, asked } = world([
      failure(401, 'not-signed-in'),
      failure(401, 'not-signed-in'),
      Response.json({ title: 'x' }),
    ])
    expect((await client.call(writeBook, { params: { book: 'a' }, body: { title: 'kept' } })).ok).toBe(true)
    expect(asked).toEqual(['sign in again'])
    expect(requests.map(({ token }) => token)).toEqual(['Bearer old', 'Bearer fresh', 'Bearer new'])
    expect(requests[2]?.init.body).toBe('{"title":"kept"}')
  })

  it('repeats nothing when somebody else came back', async () => {
    const { client, requests } = world([failure(401, 'not-signed-in'), failure(401, 'not-signed-in')], false)
    const result = await client.call(readBook, { params: { book: 'a' }, query: {} })
    expect(result).toMatchObject({ ok: false, error: { problem: { code: 'not-signed-in' } } })
    expect(requests).toHaveLength(2)
  })

  it('tells the connection that the server is gone and that it is back', async () => {
    const { client, connection } = world([new TypeError('Failed to fetch')])
    const seen: string[] = []
    connection.subscribe(() => seen.push(connection.state()))
    const result = await client.call(readBook, { params: { book: 'a' }, query: {} })
    expect(result).toMatchObject({ ok: false, error: { problem: { code: 'unreachable' } } })
    await client.call(readBook, { params: { book: 'a' }, query: {} })
    expect(seen).toEqual(['down', 'up'])
  })

  it('lets an abort be an abort', async () => {
    const { client, connection } = world([new DOMException('Aborted', 'AbortError')])
    await expect(client.call(readBook, { params: { book: 'a' }, query: {} })).rejects.toThrow('Aborted')
    expect(connection.state()).toBe('up')
  })

  it('throws the problem where the query cache asks', async () => {
    const { client } = world([failure(404, 'not-found')])
    const error: unknown = await client
      .ask(readBook, { params: { book: 'a' }, query: {} })
      .catch((reason: unknown) => reason)
    expect(problemOf(error)).toMatchObject({ code: 'not-found', message: 'No' })
    expect(problemOf('odd')).toMatchObject({ code: 'internal', detail: 'odd' })
  })
})

describe('pathTo', () => {
  it('encodes names and leaves absent search values out', () => {
    expect(pathTo('run', { project: 'b', run: 'r/1' }, { stage: 'x y', tab: undefined })).toBe(
      '/projects/b/runs/r%2F1?stage=x+y',
    )
    expect(pathTo('start', {})).toBe('/')
  })
})
