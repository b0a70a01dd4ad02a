import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createModuleCache } from './module-cache.ts'

let root: string
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'modules-'))))
afterEach(() => rmSync(root, { recursive: true }))

const place = { url: 'https://git.example/adapters.git', directory: '' }

it('remembers every revision, also where several are found at the same time', async () => {
  const caches = [createModuleCache(root), createModuleCache(root)]
  const names = ['v1', 'v2', 'v3', 'v4']
  const remember = async (name: string, index: number) =>
    caches[index % 2]?.remember(place, name, { kind: 'tag', commit: name })
  await Promise.all(names.map(remember))
  const known = await Promise.all(names.map((name) => createModuleCache(root).knownRevision(place, name)))
  expect(known.map((one) => one?.commit)).toEqual(names)
})

it('fetches one at a time, and waits for no process that was killed before', async () => {
  const cache = createModuleCache(root)
  await cache.remember(place, 'v1', { kind: 'tag', commit: 'c' })
  const [folder = ''] = readdirSync(root)
  // In a container the next process has the same id as the one that was killed.
  writeFileSync(join(root, folder, 'lock'), String(process.pid))
  let running = 0
  const most: number[] = []
  const fetch = () =>
    cache.exclusively(place, async () => {
      running += 1
      most.push(running)
      await Promise.resolve()
      running -= 1
    })
  await Promise.all([fetch(), fetch(), fetch()])
  expect(most).toEqual([1, 1, 1])
})

it('says that it cannot be read, rather than forget what it knows', async () => {
  const cache = createModuleCache(root)
  await cache.write(place, 'c', { digest: 'd', files: {} })
  const [folder = ''] = readdirSync(root)
  // Folders in the place of files: not even root can read them, as others cannot read a closed folder.
  for (const name of ['c.json', 'revisions.json']) {
    rmSync(join(root, folder, name), { force: true })
    mkdirSync(join(root, folder, name))
  }
  await expect(cache.read(place, 'c')).rejects.toThrow('EISDIR')
  await expect(cache.remember(place, 'v2', { kind: 'tag', commit: 'd' })).rejects.toThrow('EISDIR')
})
