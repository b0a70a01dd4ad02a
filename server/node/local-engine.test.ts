import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeEngine } from '#server/engines/engine.contract.ts'
import { createLocalEngine } from '#server/engines/local/local-engine.ts'
import { systemClock } from '#server/ports/system-clock.ts'
import { noObjects } from '#server/testing/no-objects.ts'
import { ensureSupervisor } from './supervisor-process.ts'

describeEngine('The local engine over its supervisor', async () => {
  const data = mkdtempSync(join(tmpdir(), 'linewright-engine-'))
  const opened = await ensureSupervisor(data, { graceMs: 300 })
  if (!opened.ok) throw new Error(`${opened.error.message} ${opened.error.detail}`)
  const supervisor = opened.value
  const ending = new AbortController()
  const engine = createLocalEngine({
    supervisor: supervisor.client,
    objects: noObjects,
    clock: systemClock,
    signal: ending.signal,
  })
  return {
    engine,
    async close() {
      ending.abort()
      await supervisor.stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
})
