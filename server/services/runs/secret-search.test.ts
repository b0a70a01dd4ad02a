import { expect, test } from 'vitest'
import { createMemorySecrets } from '../../stores/memory/memory-secrets.ts'
import { secretIn, secretsOf } from './secret-search.ts'

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

test('a value is found wherever the pieces are cut, of any version, and of no other environment', async () => {
  const store = createMemorySecrets()
  const write = (environment: string, key: string, value: string) =>
    store.write({ project: 'shop', environment, key, value, at: '2026-01-01T00:00:00Z' })
  await write('staging', 'token', 'old-välue-1')
  await write('staging', 'token', 'new-value-2')
  await write('staging', 'key', '-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----')
  await write('production', 'other', 'elsewhere-3')
  const known = await secretsOf(store, 'shop', new Set(['staging']))
  const found = (text: string, size = 5) => secretIn(inPieces(text, size), known)
  for (let size = 1; size < 20; size += 1) expect(await found('日本 is old-välue-1, is it', size)).toBe('token')
  expect(await found('new-value-2')).toBe('token')
  expect(await found('x\nMIIEvQIBADANBg\n')).toBe('key')
  expect(await found('-----BEGIN KEY----- elsewhere-3 new-value-')).toBeUndefined()
  const none = await secretsOf(store, 'shop', new Set())
  expect(await secretIn(inPieces('anything', 3), none)).toBeUndefined()
})

test.each([
  ['base64', (value: string) => Buffer.from(value).toString('base64')],
  ['base64 of a longer text', (value: string) => Buffer.from(`user:${value}@host`).toString('base64')],
  ['base64 in lines', (value: string) => lines(Buffer.from(`${'a'.repeat(50)}${value} and more`).toString('base64'))],
  ['hex in lines', (value: string) => lines(Buffer.from(`${'a'.repeat(30)}${value}`).toString('hex'))],
  ['an address', (value: string) => `https://me:${encodeURIComponent(value)}@host`],
  ['JSON', (value: string) => JSON.stringify({ value })],
  ['JSON in JSON', (value: string) => JSON.stringify(JSON.stringify({ value }))],
  ['XML', (value: string) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
])('a value is found in %s', async (_, encode) => {
  const store = createMemorySecrets()
  const secret = { project: 'shop', environment: 'staging', key: 'token', at: '2026-01-01T00:00:00Z' }
  for (const value of ['a "quoted" & välue/1', 'another?value']) await store.write({ ...secret, value })
  const known = await secretsOf(store, 'shop', new Set(['staging']))
  const text = `before ${encode('a "quoted" & välue/1')} behind`
  for (const size of [1, 3, 7, 16, 1000]) expect(await secretIn(inPieces(text, size), known)).toBe('token')
  expect(await secretIn(inPieces(`before ${encode('b "quoted" & välue/2')} behind`, 9), known)).toBeUndefined()
})

function lines(text: string): string {
  return text.replace(/.{76}/g, '$&\n    ')
}
