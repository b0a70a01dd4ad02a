import { expect, it } from 'vitest'
import type { Snapshot } from '#domain/run/snapshot.ts'
import { createMemoryPlatform } from '../../testing/memory-platform.ts'
import { startRelease } from '../../testing/shop.ts'
import { pinnedCommit } from './pinned-commit.ts'
import { createRunReader } from './run-reader.ts'

it('a roll back has the commit of the run that it brings back', async () => {
  const platform = await createMemoryPlatform()
  const api = platform.open()
  const run = await startRelease(api)
  await api.close()
  const reader = createRunReader(platform.ports)
  const whole = await reader.snapshot(run.snapshot)
  const own = await pinnedCommit(reader, 'shop', whole, 'api')
  expect(own?.commit).toMatch(/^[0-9a-f]{40}$/)
  const built = whole.stages.filter(({ stage }) => stage === 'production').map((stage) => ({ ...stage, commits: [] }))
  const rollback: Pick<Snapshot, 'stages' | 'rollback'> = {
    stages: built,
    rollback: { run: run.id, number: 1, stage: 'production' },
  }
  expect(await pinnedCommit(reader, 'shop', rollback, 'api')).toEqual(own)
  expect(await pinnedCommit(reader, 'shop', { stages: built }, 'api')).toBeUndefined()
})
