import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openDeploymentRecords } from './deployment-record.ts'

const root = mkdtempSync(join(tmpdir(), 'records-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('the records of Deployments', () => {
  it('are none before the first one, without a word', () => {
    expect(loadFrom(join(root, 'not-there-yet'))).toEqual({ records: [], reports: [] })
  })

  it('do not count as none if their folder cannot be read', () => {
    const folder = join(root, 'deployments')
    writeFileSync(folder, 'a file in the place of the folder')
    expect(loadFrom(folder).reports).toEqual([expect.stringContaining(`${folder} cannot be read: `)])
  })
})

function loadFrom(folder: string) {
  const reports: string[] = []
  const records = openDeploymentRecords(folder).load((sentence) => reports.push(sentence))
  return { records, reports }
}
