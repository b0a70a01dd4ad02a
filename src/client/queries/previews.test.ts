import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import type { Client } from '../client.ts'
import { invalidateFor } from '../invalidation.ts'
import { publishedManifests } from './previews.ts'

it('published manifests are asked for once while somebody types, and again after a publication', async () => {
  const cache = new QueryClient()
  let asked = 0
  const client = { ask: async () => ({ manifests: [], findings: [], version: (asked += 1) }) } as unknown as Client
  const read = () => publishedManifests(cache, client, 'shop', { line: 'release', stage: 'staging', extent: 'all' })
  await read()
  await read()
  expect(asked).toBe(1)
  await invalidateFor(cache, 'shop', 'document')
  await read()
  expect(asked).toBe(2)
})
