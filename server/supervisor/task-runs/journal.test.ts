import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openJournal, readJournal } from './journal.ts'
import { expandVariables } from './expand-variables.ts'

describe('the journal of a TaskRun', () => {
  it('gives back what was committed and leaves out a torn line, also after it is opened again', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'journal-')), 'ns', 'run', '0.ndjson')
    const claim = { kind: 'claim', at: '2026-01-01T00:00:00Z', step: 'a', marker: 'm' } as const
    const first = openJournal(path)
    await first.commit(claim)
    first.close()
    appendFileSync(path, '{"kind":"cla')
    expect(readJournal(path)).toEqual([claim])
    const second = openJournal(path)
    await second.commit({ ...claim, step: 'b' })
    second.close()
    expect(readJournal(path).map((record) => record.kind === 'claim' && record.step)).toEqual(['a', 'b'])
    expect(readFileSync(path, 'utf8').endsWith('\n')).toBe(true)
  })
})

describe('variables in commands', () => {
  const variables = new Map([
    ['A', 'one'],
    ['EMPTY', ''],
  ])
  it.each([
    ['$(A)/$(EMPTY)/$(UNKNOWN)', 'one//$(UNKNOWN)'],
    ['$$(A) $$$(A) $A $', '$(A) $one $A $'],
    ['$(A', '$(A'],
  ])('expand as in Kubernetes: %s', (text, expected) => {
    expect(expandVariables(text, variables)).toBe(expected)
  })
})
