import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadIssuerKeys } from './keys.ts'

it('keeps keys and code, but for a code that is short enough to be guessed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'linewright-keys-'))
  try {
    const first = await loadIssuerKeys(folder)
    expect(first.code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
    expect(await loadIssuerKeys(folder)).toEqual(first)
    writeFileSync(join(folder, 'issuer-keys.json'), JSON.stringify({ ...first, code: 'ABCD-EFGH' }))
    const second = await loadIssuerKeys(folder)
    expect(second).toEqual({ ...first, code: expect.stringMatching(/^.{14}$/) })
    expect(JSON.parse(readFileSync(join(folder, 'issuer-keys.json'), 'utf8'))).toEqual(second)
    writeFileSync(join(folder, 'issuer-keys.json'), '{')
    await expect(loadIssuerKeys(folder)).rejects.toThrow('is damaged')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
