import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from './database.ts'
import { createSecretSeal } from './secret-seal.ts'
import { createSqliteSecrets } from './sqlite-secrets.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linewright-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const where = { project: 'p', environment: 'staging', key: 'db' }

describe('secrets in SQLite', () => {
  it('are sealed in the file, and open with their key only', async () => {
    const file = join(folder, 'platform.sqlite')
    const key = randomBytes(32)
    const database = openDatabase(file)
    const secrets = createSqliteSecrets(database, createSecretSeal(key))
    await secrets.write({ ...where, value: 'open sesame', at: '2026-01-01T00:00:00.000Z' })
    expect(await secrets.reveal(where)).toBe('open sesame')
    database.close()
    expect(readFileSync(file).includes('open sesame')).toBe(false)
    const again = openDatabase(file)
    expect(await createSqliteSecrets(again, createSecretSeal(key)).reveal(where)).toBe('open sesame')
    expect(() => createSqliteSecrets(again, createSecretSeal(randomBytes(32)))).toThrow('another key')
    again.close()
  })

  it('of before there were seals are sealed at the start', async () => {
    const file = join(folder, 'platform.sqlite')
    const database = openDatabase(file)
    database.exec("INSERT INTO secret VALUES ('p', 'staging', 'db', 1, 'in the clear', '2026-01-01T00:00:00.000Z', 0)")
    const secrets = createSqliteSecrets(database, createSecretSeal(randomBytes(32)))
    expect(await secrets.reveal(where)).toBe('in the clear')
    database.close()
    expect(readFileSync(file).includes('in the clear')).toBe(false)
  })

  it('do not open at another place', () => {
    const seal = createSecretSeal(randomBytes(32))
    expect(seal.open(seal.seal('value', 'staging'), 'staging')).toBe('value')
    expect(() => seal.open(seal.seal('value', 'staging'), 'production')).toThrow('authenticate')
  })
})
