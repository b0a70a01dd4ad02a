import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { removeLeftovers } from './leftovers.ts'

let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'linewright-leftovers-'))
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

it('removes what was not finished, and nothing else', async () => {
  await removeLeftovers(data)
  const unfinished = ['images/.incoming/a/root/big', 'modules/.new/b/HEAD', 'repositories/.new/c/HEAD']
  const kept = ['images/sha256/1/app', 'repositories/shop/api.git/HEAD']
  for (const path of [...unfinished, ...kept]) {
    mkdirSync(dirname(join(data, path)), { recursive: true })
    writeFileSync(join(data, path), '')
  }
  await removeLeftovers(data)
  const isThere = (path: string): boolean => existsSync(join(data, path))
  expect([unfinished.filter(isThere), kept.filter(isThere)]).toEqual([[], kept])
})
