import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHash } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { createRegistries } from './registries.ts'

const open: { close(): void }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

async function registryOf(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ close: () => (server.closeAllConnections(), server.close()) })
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

it('finds what tags stand for, by the word of the registry or by what it gives', async () => {
  const digest = `sha256:${'a'.repeat(64)}`
  const manifest = '{"schemaVersion":2}'
  const registry = await registryOf(({ url, method, headers }, response) => {
    if (headers.authorization !== 'Bearer for-all' && url !== '/token?service=s&scope=p')
      return void response
        .writeHead(401, {
          'www-authenticate': `Bearer realm="http://${headers.host ?? ''}/token",service="s",scope="p"`,
        })
        .end()
    if (url?.startsWith('/token') === true) return void response.end('{"token":"for-all"}')
    if (url === '/v2/team/told/manifests/1')
      return void response.writeHead(200, { 'docker-content-digest': digest }).end()
    if (url === '/v2/team/given/manifests/latest')
      return void response.writeHead(200).end(method === 'HEAD' ? '' : manifest)
    response.writeHead(404).end()
  })
  const images = ['told:1', 'given', 'none:1'].map((name) => `${registry}/team/${name}`)
  expect(await createRegistries().digestsOf(images)).toEqual([
    { image: `${registry}/team/given`, digest: `sha256:${createHash('sha256').update(manifest).digest('hex')}` },
    { image: `${registry}/team/none:1`, reason: `The registry ${registry} has no image ${registry}/team/none:1` },
    { image: `${registry}/team/told:1`, digest },
  ])
})

it('says where a login is wanted, and leaves a registry alone that does not answer', async () => {
  const closed = await registryOf((_, response) => void response.writeHead(401, { 'www-authenticate': 'Basic' }).end())
  let asked = 0
  const silent = await registryOf(() => (asked += 1))
  let now = 0
  const registries = createRegistries({ patienceMs: 200, now: () => now })
  expect(await registries.digestsOf([`${closed}/a:1`, `${silent}/a:1`])).toEqual(
    [
      { image: `${closed}/a:1`, reason: `The registry ${closed} wants a login` },
      { image: `${silent}/a:1`, reason: `The registry ${silent} cannot be reached` },
    ].toSorted((one, other) => (one.image < other.image ? -1 : 1)),
  )
  await registries.digestsOf([`${silent}/b:1`])
  expect(asked).toBe(1)
  now += 60_001
  await registries.digestsOf([`${silent}/b:1`])
  expect(asked).toBe(2)
})
