import { describe, expect, it } from 'vitest'
import { fuzzApi } from './testing/fuzz-api.ts'

describe('generated requests to every endpoint of the contract', () => {
  it('are answered, never by a surprise, and every refusal is a problem', async () => {
    const report = await fuzzApi(500, 20_260_101)
    expect(report.complaints).toEqual([])
    // Most of them get beyond the door.
    expect(report.statuses['200'] ?? 0).toBeGreaterThan(50)
  })
})
