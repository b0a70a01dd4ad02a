import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase } from '../sqlite/database.ts'
import { unusableData } from './unusable-data.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'linewright-unusable-'))))
afterEach(() => rmSync(folder, { recursive: true }))

function whyNot(file: string) {
  try {
    openDatabase(file).close()
    return 'it opens'
  } catch (error) {
    return unusableData(error, folder)
  }
}

it('says of data that cannot be read, or is too new, what to do', () => {
  const file = join(folder, 'platform.sqlite')
  const database = openDatabase(file)
  database.exec('PRAGMA user_version = 999')
  database.close()
  expect(whyNot(file)).toMatchObject({
    message: `${file} was written by a newer version of Linewright.`,
    fix: expect.stringContaining('--data'),
  })
  writeFileSync(file, 'no database')
  expect(whyNot(file)).toMatchObject({ message: expect.stringContaining('file is not a database') })
  expect(unusableData(new Error('something else'), folder)).toBeUndefined()
})
