import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readDeliveryMetrics } from '#contract/delivery-metrics.ts'
import type { Api } from './api.ts'
import { call, parsed, until } from './testing/calls.ts'
import { createMemoryPlatform, type MemoryPlatform } from './testing/memory-platform.ts'
import { approve, isStage, startRelease, toGate } from './testing/shop.ts'

const hour = 3_600_000
let platform: MemoryPlatform
let api: Api
beforeEach(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
})
afterEach(() => api.close())

const metrics = (environment: string) =>
  parsed(
    call(api, 'lea', 'GET', `projects/shop/delivery-metrics?environment=${environment}`),
    readDeliveryMetrics.response,
  )

/** Releases once, and lets the stage of production fail or succeed an hour after the gate. */
async function release(number: number, isGood: boolean): Promise<void> {
  const run = await startRelease(api, `key-0000${number}`)
  await approve(api, await toGate(api, platform, run))
  await until(api, run.id, isStage('production', 'running'))
  platform.clock.advance(hour)
  if (isGood) platform.engine.finish(`release-${number}-1-production`)
  else platform.engine.finish(`release-${number}-1-production`, ['apply'])
  await until(api, run.id, ({ endedAt }) => endedAt !== undefined)
}

describe('deliveries to an environment', () => {
  it('are counted by how they went there, not by what was built for it', async () => {
    expect(await metrics('production')).toMatchObject({ succeeded: 0, failed: 0, perWeek: 0 })
    await release(1, true)
    await release(2, false)
    await release(3, true)
    const found = await metrics('production')
    expect(found).toMatchObject({ succeeded: 2, failed: 1, recovery: hour })
    // All of them bring the same commit: the first one that succeeded counts.
    expect(found.fromCommit).toBe(hour)
    expect(found.weeks.at(-1)).toMatchObject({ succeeded: 2, failed: 1 })
    expect(found.lead).toBeGreaterThanOrEqual(hour)
    expect(await metrics('nowhere')).toMatchObject({ succeeded: 0, failed: 0 })
  })
})
