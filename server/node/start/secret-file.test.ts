import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { secretFile } from './secret-file.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'linewright-secret-'))))
afterEach(() => rmSync(folder, { recursive: true }))

it('is made once, and never replaced when it cannot be read or is damaged', async () => {
  const made = await secretFile(join(folder, 'key'))
  expect(await secretFile(join(folder, 'key'))).toEqual(made)
  writeFileSync(join(folder, 'short'), 'short')
  await expect(secretFile(join(folder, 'short'))).rejects.toThrow('is damaged')
  expect(readFileSync(join(folder, 'short'), 'utf8')).toBe('short')
  mkdirSync(join(folder, 'unreadable'))
  await expect(secretFile(join(folder, 'unreadable'))).rejects.toThrow('cannot be read')
})
