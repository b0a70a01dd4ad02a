import { mkdtempSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { openTokenStore } from './token-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'tokens-'))
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true, force: true })
})

it('removes what has expired while the server runs', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const file = join(folder, 'identity.sqlite')
  const store = openTokenStore(file)
  const codes = store.adapter('AuthorizationCode')
  await codes.upsert('old', {}, 60)
  await codes.upsert('lasting', {}, 14 * 24 * 3600)
  vi.advanceTimersByTime(2 * 3600_000)
  await codes.upsert('new', {}, 60)
  const kept = new DatabaseSync(file, { readOnly: true })
  expect(kept.prepare('SELECT id FROM issued ORDER BY id').all()).toMatchObject([{ id: 'lasting' }, { id: 'new' }])
  kept.close()
  store.close()
})
