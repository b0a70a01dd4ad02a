import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openServicePorts } from './service-ports.ts'
import { openServices } from './services.ts'

it('gives two installations that choose at the same moment different ports, which stay theirs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'services-'))
  const key = { project: 'shop', environment: 'staging', service: `api-${String(process.pid)}` }
  const both = ['a.json', 'b.json'].map((name) => openServices(openServicePorts(join(folder, name))))
  const urls = await Promise.all(both.map((services) => services.url(key)))
  expect(new Set(urls).size).toBe(2)
  expect(await Promise.all(both.map((services) => services.trouble(key)))).toEqual([undefined, undefined])
  await Promise.all(both.map((services) => services.close()))
  const again = openServices(openServicePorts(join(folder, 'b.json')))
  expect(await again.url(key)).toBe(urls[1])
  await again.close()
  await rm(folder, { recursive: true })
})
