import { createServer, type Server } from 'node:http'
import { connect, createServer as createNetServer, type Server as NetServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openServiceProxy, type Backend, type ServiceProxy } from './service-proxy.ts'

let application: Server
let proxy: ServiceProxy
let backends: Backend[]
let port: number
let underWay = 0

function portOf(server: Server | NetServer): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return portOf(server)
}

function backend(at: number): Backend {
  return {
    port: at,
    borrow() {
      underWay += 1
      return () => (underWay -= 1)
    },
  }
}

beforeEach(async () => {
  underWay = 0
  application = createServer((request, response) => {
    response.setHeader('x-seen', JSON.stringify(request.headers))
    response.setHeader('set-cookie', ['a=1', 'b=2'])
    request.pipe(response)
  })
  application.on('upgrade', (_request, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n')
    socket.pipe(socket)
  })
  backends = [backend(await listen(application))]
  const free = createServer()
  port = await listen(free)
  await new Promise((resolve) => free.close(resolve))
  proxy = openServiceProxy({
    port,
    title: 'hello (staging)',
    backends: () => backends,
    reason: () => 'It is <starting>.',
  })
  await proxy.listening()
})
afterEach(async () => {
  await proxy.close()
  application.closeAllConnections()
  application.close()
})

const url = () => `http://127.0.0.1:${port}/`

describe('the proxy of a Service', () => {
  it('passes bodies and headers, but not what concerns two neighbours only', async () => {
    const response = await fetch(url(), { method: 'POST', body: 'abc', headers: { 'x-mine': 'yes' } })
    expect(await response.text()).toBe('abc')
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    const seen: unknown = JSON.parse(response.headers.get('x-seen') ?? '')
    expect(seen).toMatchObject({ 'x-mine': 'yes', host: `127.0.0.1:${port}`, 'x-forwarded-for': '127.0.0.1' })
    await expect.poll(() => underWay).toBe(0)
  })

  it('keeps the cookies by which the workbench knows people to itself', async () => {
    const seenWith = async (cookie: string): Promise<unknown> =>
      JSON.parse((await fetch(url(), { headers: { cookie } })).headers.get('x-seen') ?? '')
    expect(await seenWith('lw7480_session=s; theme=dark; lw7480_door=d; a=lw1_x')).toMatchObject({
      cookie: 'theme=dark; a=lw1_x',
    })
    expect(await seenWith('lw7480_session=s; lw7480_session.sig=t')).not.toHaveProperty('cookie')
  })

  it('passes upgraded connections through in both directions', async () => {
    const socket = connect(port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n')
    let text = ''
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject)
      socket.on('data', (bytes) => {
        const before = text.includes('101')
        text += bytes.toString()
        if (!before && text.includes('101')) socket.write('ping')
        if (text.endsWith('ping')) resolve()
      })
    })
    expect(text).toMatch(/^HTTP\/1.1 101 [\s\S]*upgrade: echo\r\n\r\nping$/)
    expect(underWay).toBe(1)
    socket.destroy()
    await expect.poll(() => underWay).toBe(0)
  })

  it('goes to another replica when one refuses', async () => {
    const gone = createServer()
    const closed = await listen(gone)
    await new Promise((resolve) => gone.close(resolve))
    backends = [backend(closed), ...backends]
    for (let count = 0; count < 6; count += 1) expect((await fetch(url())).status).toBe(200)
    await expect.poll(() => underWay).toBe(0)
  })

  it.each(['099 Odd', '200 \x01'])('says of an answer that is no HTTP what is wrong with it: %j', async (status) => {
    const odd = createNetServer((socket) => socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 2\r\n\r\nhi`))
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve))
    backends = [backend(portOf(odd))]
    const answer = await fetch(url())
    expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('is not HTTP')])
    await expect.poll(() => underWay).toBe(0)
    odd.close()
  })

  it('asks nobody again for somebody who has gone', async () => {
    let asked = 0
    const silent = createServer(() => (asked += 1))
    backends = [backend(await listen(silent))]
    const gone = new AbortController()
    const asking = fetch(url(), { signal: gone.signal })
    await expect.poll(() => asked).toBe(1)
    gone.abort()
    await expect(asking).rejects.toThrow('aborted')
    await expect.poll(() => underWay).toBe(0)
    silent.closeAllConnections()
    await new Promise((resolve) => silent.close(resolve))
    expect([asked, underWay]).toEqual([1, 0])
  })

  it('says why nobody answers, as a page to people and as text to programs', async () => {
    backends = []
    const page = await fetch(url(), { headers: { accept: 'text/html' } })
    expect(page.status).toBe(503)
    expect(await page.text()).toContain('It is &lt;starting&gt;.')
    expect(await (await fetch(url())).text()).toBe('hello (staging) is not ready: It is <starting>.\n')
  })
})
