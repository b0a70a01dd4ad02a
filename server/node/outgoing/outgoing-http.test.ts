import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isBehindProxy } from './company-proxy.ts'
import { createOutgoing } from './outgoing-http.ts'
import { isPublicAddress } from './public-addresses.ts'

describe('public addresses', () => {
  it.each(['8.8.8.8', '1.1.1.1', '2606:4700::1111'])('%s is one', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
  it.each([
    ...[
      '127.0.0.1',
      '10.1.2.3',
      '172.31.255.1',
      '192.168.0.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '224.0.0.1',
    ],
    ...[
      '::1',
      '::',
      'fe80::1',
      'fd00::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      'nonsense',
    ],
  ])('%s is none', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('a company proxy', () => {
  const env = {
    NODE_USE_ENV_PROXY: '1',
    http_proxy: 'http://proxy:3128',
    no_proxy: 'localhost,.example.org,10.0.0.1:81',
  }
  it.each([
    ['http://hooks.example.com/', true],
    ['https://hooks.example.com/', false],
    ['http://localhost/', false],
    ['http://in.example.org/', false],
    ['http://10.0.0.1:81/', false],
    ['http://10.0.0.1/', true],
  ])('is the way to %s: %s', (url, isTheWay) => {
    expect(isBehindProxy(new URL(url), env)).toBe(isTheWay)
    expect(isBehindProxy(new URL(url), { ...env, NODE_USE_ENV_PROXY: undefined })).toBe(false)
  })
})

describe('requests to addresses that people wrote down', () => {
  const seen: string[] = []
  const server = createServer((request, response) => {
    request.setEncoding('utf8')
    let body = ''
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      seen.push(`${request.method ?? ''} ${request.url ?? ''} ${String(request.headers['x-test'] ?? '')} ${body}`)
      response.writeHead(request.url === '/moved' ? 302 : 204, { location: 'http://localhost/' }).end()
    })
  })
  let port = 0
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address: AddressInfo | string | null = server.address()
    port = typeof address === 'object' && address !== null ? address.port : 0
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  it('never reach this machine, however it is written', async () => {
    const outgoing = createOutgoing({ allowPrivate: false })
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1']) {
      const refusal = await outgoing.refusal(`http://${host}:${port}/`)
      expect(refusal?.code, host).toBe('unsupported')
      expect((await outgoing.post(`http://${host}:${port}/`, '{}', {})).ok, host).toBe(false)
    }
    expect(seen).toEqual([])
  })

  it('go through the proxy of a company, also to names that this machine cannot find', async () => {
    const passed: string[] = []
    const proxy = createServer(({ url }, response) => (passed.push(url ?? ''), response.writeHead(202).end()))
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const address = proxy.address()
    const at = typeof address === 'object' && address !== null ? address.port : 0
    const outgoing = createOutgoing({
      allowPrivate: false,
      env: { NODE_USE_ENV_PROXY: '1', http_proxy: `http://127.0.0.1:${at}` },
    })
    expect(await outgoing.post('http://hooks.invalid/x', '{}', {})).toEqual({ ok: true, value: { status: 202 } })
    expect((await outgoing.post('http://127.0.0.1/', '{}', {})).ok).toBe(false)
    expect(passed).toEqual(['http://hooks.invalid/x'])
    await new Promise((resolve) => proxy.close(resolve))
  })

  it('do where the installation allows it, and follow no redirect', async () => {
    const outgoing = createOutgoing({ allowPrivate: true })
    const url = `http://127.0.0.1:${port}`
    expect(await outgoing.post(`${url}/hook`, '{"a":1}', { 'x-test': 'yes' })).toEqual({
      ok: true,
      value: { status: 204 },
    })
    expect(await outgoing.post(`${url}/moved`, '{}', {})).toEqual({ ok: true, value: { status: 302 } })
    expect(seen).toEqual(['POST /hook yes {"a":1}', 'POST /moved  {}'])
  })
})
