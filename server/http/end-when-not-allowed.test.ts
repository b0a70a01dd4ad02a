import { describe, expect, it } from 'vitest'
import { createManualClock } from '../ports/manual-clock.ts'
import { endWhenNotAllowed } from './end-when-not-allowed.ts'

/** A request like the HTTP server's: it passes as a `Request` but lacks the internals. */
function requestOfServer(signal: AbortSignal): Request {
  const headers = new Headers({ authorization: 'Bearer dan' })
  const parts = { url: 'http://localhost/apis/v1/projects/shop/events', method: 'GET', headers, signal }
  return Object.create(
    Request.prototype,
    Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, { value }])),
  ) as Request
}

function setUp(isAllowed: () => Promise<boolean>) {
  const clock = createManualClock(0)
  const [gone, closing] = [new AbortController(), new AbortController()]
  const watch = { clock, milliseconds: 60_000, closing: closing.signal, isAllowed }
  const request = endWhenNotAllowed(requestOfServer(gone.signal), watch)
  const pass = async (): Promise<void> => {
    clock.advance(15_000)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { request, gone, closing, pass }
}

describe('an answer that goes on', () => {
  it('ends when the right to it has gone, and not before', async () => {
    let allowed = true
    const { request, pass } = setUp(async () => allowed)
    expect(request.headers.get('authorization')).toBe('Bearer dan')
    await pass()
    expect(request.signal.aborted).toBe(false)
    allowed = false
    await pass()
    expect(request.signal.aborted).toBe(true)
  })

  it('goes on where nobody can tell now, and is looked at again', async () => {
    const answers = [async () => Promise.reject(new Error('disk I/O error')), async () => false]
    const { request, pass } = setUp(async () => (await answers.shift()?.()) ?? true)
    await pass()
    expect(request.signal.aborted).toBe(false)
    await pass()
    expect(request.signal.aborted).toBe(true)
  })

  it('is not looked at any more once nobody listens, the server closes, or it has ended by itself', async () => {
    let looks = 0
    const isAllowed = async (): Promise<boolean> => Boolean((looks += 1))
    const [left, closed, old] = [setUp(isAllowed), setUp(isAllowed), setUp(isAllowed)]
    left.gone.abort()
    expect(left.request.signal.aborted).toBe(true)
    closed.closing.abort()
    await left.pass()
    await closed.pass()
    expect(looks).toBe(0)
    for (let turn = 0; turn < 8; turn += 1) await old.pass()
    expect(looks).toBe(4)
  })
})
