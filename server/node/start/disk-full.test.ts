import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { diskFull } from './disk-full.ts'

function thrownBy(work: () => void): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}

it('a full disk is told with the folder and what to do, whoever found it', () => {
  const database = new DatabaseSync(':memory:')
  database.exec('PRAGMA max_page_count = 1')
  const found = thrownBy(() => database.exec('CREATE TABLE t (a)'))
  expect(diskFull(found, '/srv/data')?.message).toContain('/srv/data')
  expect(diskFull(Object.assign(new Error('write'), { code: 'ENOSPC' }), '/srv/data')?.fix).toContain('--data')
  expect(
    diskFull(
      thrownBy(() => database.exec('no SQL')),
      '/srv/data',
    ),
  ).toBeUndefined()
})
