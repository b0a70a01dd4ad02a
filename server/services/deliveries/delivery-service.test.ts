import { expect, it } from 'vitest'
import { createMemoryRunIndex } from '../../stores/memory/memory-run-index.ts'
import { createMemoryRuns } from '../../stores/memory/memory-runs.ts'
import { createDeliveryService } from './delivery-service.ts'

it('does not wait for runs that are not in the index yet, and says how many they are', async () => {
  let left = 7
  const { metrics } = createDeliveryService(
    { runIndex: createMemoryRunIndex(createMemoryRuns()), clock: { now: () => 0, after: () => () => undefined } },
    { read: async () => undefined, snapshot: () => Promise.reject(new Error('asked')) },
    { behind: async () => left },
  )
  const asked = { environment: 'production', days: 30 }
  expect(await metrics('p', asked)).toMatchObject({ succeeded: 0, left: 7 })
  left = 0
  expect(await metrics('p', asked)).not.toHaveProperty('left')
})
