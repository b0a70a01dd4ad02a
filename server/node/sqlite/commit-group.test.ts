import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { createCommitGroup } from './commit-group.ts'

describe('createCommitGroup', () => {
  it('undoes what throws alone, and runs the rest in order as one transaction', async () => {
    const database = new DatabaseSync(':memory:')
    database.exec('CREATE TABLE t (x INTEGER PRIMARY KEY)')
    const insert = database.prepare('INSERT INTO t VALUES (?)')
    const group = createCommitGroup(database)
    const outcomes = await Promise.allSettled([
      group.run(() => insert.run(1).changes),
      group.run(() => {
        insert.run(2)
        insert.run(1)
      }),
      group.run(() => database.isTransaction),
    ])
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: 1 },
      { status: 'rejected', reason: { message: expect.stringContaining('UNIQUE') } },
      { status: 'fulfilled', value: true },
    ])
    expect(database.prepare('SELECT x FROM t').all()).toEqual([{ x: 1 }])
    expect(database.isTransaction).toBe(false)
  })

  it('tells everybody when the transaction cannot be committed', async () => {
    const database = new DatabaseSync(':memory:')
    const group = createCommitGroup(database)
    const both = [group.run(() => 1), group.run(() => 2)]
    database.close()
    expect(await Promise.allSettled(both)).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
  })
})
