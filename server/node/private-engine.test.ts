import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { layoutOf, makeFolders } from '#server/supervisor/layout.ts'
import { takeLock } from '#server/supervisor/lock.ts'
import { openPrivateEngine } from './private-engine.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linewright-private-'))
  vi.stubEnv('TMPDIR', folder)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

it('clears away what a killed process left, and nothing of one that lives', async () => {
  const [dead, alive] = ['linewright-run-dead', 'linewright-run-alive'].map((name) => layoutOf(join(folder, name)))
  if (dead === undefined || alive === undefined) throw new Error('Two folders are wanted')
  makeFolders(dead)
  makeFolders(alive)
  takeLock(dead.lock)?.release()
  const lock = takeLock(alive.lock)
  const none = async (): Promise<undefined> => undefined
  const objects = { resolve: none, keys: none, configMap: none, accountSecrets: async () => [] }
  const engine = await openPrivateEngine({ objects, claims: new Map(), graceMs: 0 })
  expect([existsSync(dead.data), existsSync(alive.data)]).toEqual([false, true])
  await engine.close()
  lock?.release()
})
