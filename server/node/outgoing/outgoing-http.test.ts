import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
