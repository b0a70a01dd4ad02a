import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lock } from './build-lock.mjs'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linewright-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('lets one in at a time, and tells the next for whom it waits', async () => {
  const order: string[] = []
  const first = await lock(folder)
  const waited = Promise.withResolvers<number>()
  const second = lock(folder, waited.resolve).then((release) => {
    order.push('second')
    return release()
  })
  expect(await waited.promise).toBe(process.pid)
  order.push('first')
  await first()
  await second
  expect(order).toEqual(['first', 'second'])
})

it('takes over what a killed process left', async () => {
  const noProcess = '4194305'
  await writeFile(join(folder, 'lock'), noProcess)
  const release = await lock(folder, () => expect.unreachable())
  await release()
})
